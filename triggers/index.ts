import { hiddenList } from './hidden_list.js';

/** Every trigger, by its key. */
export const triggers = {
  list_inboxes: hiddenList('list_inboxes', 'Inbox', 'Inboxes'),
  list_users: hiddenList('list_users', 'User', 'Users'),
};
