// A message of a Chatwoot conversation, as nock answers it.

export const MESSAGES = '/api/v1/accounts/1/conversations/42/messages';
export const FILES = 'https://files.example.com';
export const answered = {
  id: 9001,
  content: 'Hi',
  inbox_id: 5,
  conversation_id: 42,
  message_type: 1,
  content_type: 'text',
  status: 'sent',
  content_attributes: {},
  created_at: 1773480413,
  private: false,
  source_id: null,
  // As a real server tells an agent: without the e-mail.
  sender: { id: 1, name: 'Jane Cooper', available_name: 'Jane', type: 'user', thumbnail: '' },
};
