/** How one kind of message is called in the different requests and answers. */
export interface MessageType {
  /** In a message and in `lastMessageType`. */
  messageType: string;
  /** The number in `type` of a message; those of RCS and TikTok are not published. */
  type: number;
  /** `type` when sending. */
  sendType?: string;
  /** `channel` of the export. */
  channel?: string;
}

export const messageTypes: readonly MessageType[] = [
  { messageType: 'TYPE_CALL', type: 1, channel: 'Call' },
  { messageType: 'TYPE_SMS', type: 2, sendType: 'SMS', channel: 'SMS' },
  { messageType: 'TYPE_EMAIL', type: 3, sendType: 'Email', channel: 'Email' },
  { messageType: 'TYPE_FACEBOOK', type: 11, sendType: 'FB', channel: 'Facebook' },
  { messageType: 'TYPE_INSTAGRAM', type: 18, sendType: 'IG', channel: 'Instagram' },
  { messageType: 'TYPE_WHATSAPP', type: 19, sendType: 'WhatsApp', channel: 'WhatsApp' },
  { messageType: 'TYPE_CUSTOM_SMS', type: 20, sendType: 'Custom' },
  { messageType: 'TYPE_ACTIVITY_CONTACT', type: 25 },
  { messageType: 'TYPE_LIVE_CHAT', type: 29, sendType: 'Live_Chat' },
  { messageType: 'TYPE_RCS', type: 0, sendType: 'RCS' },
  { messageType: 'TYPE_TIKTOK', type: 0, sendType: 'TIKTOK' },
];

/** The words `type` may have when sending. */
export const sendTypes = messageTypes.flatMap(({ sendType }) => sendType ?? []);

/** The words `channel` may have in the export. */
export const channels = messageTypes.flatMap(({ channel }) => channel ?? []);
