import { aside } from '../../http/error_rule.js';
import { lookUp } from '../toolkit/values/index.js';

/** Form labels of the API's field names, for refusals that name fields. */
export const fieldLabels: Record<string, string> = {
  firstName: 'First Name',
  lastName: 'Last Name',
  name: 'Name',
  email: 'Email',
  phone: 'Phone',
  address1: 'Street Address',
  city: 'City',
  state: 'State',
  postalCode: 'Postal Code',
  country: 'Country',
  website: 'Website',
  timezone: 'Time Zone',
  source: 'Source',
  assignedTo: 'Assigned To',
  dueDate: 'Due Date',
  completed: 'Completed',
  title: 'Title',
  color: 'Color',
  pinned: 'Pinned',
  userId: 'Author',
  followers: 'Followers',
  eventStartTime: 'Event Start Time',
  dateOfBirth: 'Date of Birth',
  companyName: 'Company Name',
  gender: 'Gender',
  type: 'Contact Type',
  dnd: 'Do Not Disturb',
  dndSettings: 'Do Not Disturb by channel',
  inboundDndSettings: 'Inbound Do Not Disturb',
  tags: 'Tags',
  customFields: 'Custom fields',
  contactId: 'Contact',
  unreadCount: 'Mark As',
  starred: 'Starred',
  message: 'Message',
  html: 'HTML',
  subject: 'Subject',
  attachments: 'Attachments',
  emailFrom: 'From Email',
  emailTo: 'To Email',
  emailCc: 'CC',
  emailBcc: 'BCC',
  replyMessageId: 'Reply To',
  fromNumber: 'From Number',
  toNumber: 'To Number',
  templateId: 'Template ID',
  scheduledTimestamp: 'Send At',
};

/** HighLevel's refusal of a change to what a contact ended for good, where it names the channel. */
export const PERMANENT_DND_FOR = /permanent dnd setting for (\w+)/i;

/** The channel that such a refusal names. */
export function channelIn(said: string): string {
  return PERMANENT_DND_FOR.exec(said)?.[1] ?? '';
}

/** What HighLevel says, without the status's name that its `error` puts in front. */
export function quoted(said: string): string {
  return said.replace(/^(Bad Request|Unauthorized|Forbidden|Unprocessable Entity) (?=\S)/, '');
}

/**
 * What HighLevel says, as `quoted` has it: the validator's sentences with our form's names in place of the API's. Only where it names a field:
 * the rest of a sentence may hold the same words ("email must be an email").
 */
export function inFormWords(said: string): string {
  return quoted(said).replace(
    /(\bproperty |\beach value in |)(?<![\w.])([A-Za-z][\w.]*)(?= (must|should)\b)/g,
    (match, before: string, name: string) => {
      const [field = '', channel = ''] = name.split('.');
      const label = lookUp(fieldLabels, field);
      return label ? `${before}${label}${aside(channel)}` : match;
    },
  );
}
