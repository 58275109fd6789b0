import type { Lists } from '../contract/list.js';
import type { DeclaredList } from '../toolkit/lists.js';
import type { HighlevelClient } from './client.js';
import { contactChoices } from './contacts/find.js';
import { conversationChoices } from './conversations/find.js';
import { tagChoices } from './contacts/tags.js';
import {
  businessChoices,
  campaignChoices,
  customValueChoices,
  noteChoices,
  taskChoices,
  workflowChoices,
} from './contact_lists.js';
import { userChoices } from './users.js';

/** What dropdowns choose from, each declared once; its key is public. */
export const highlevelLists = {
  list_contacts: {
    noun: 'Contact',
    plural: 'Contacts',
    goesBy: 'text',
    search: 'find_contact.id',
    paged: true,
    read: (client, _input, page) => contactChoices(client, page),
  },
  list_conversations: {
    noun: 'Conversation',
    plural: 'Conversations',
    goesBy: 'text',
    search: 'find_conversation.id',
    read: conversationChoices,
  },
  list_tags: { noun: 'Tag', plural: 'Tags', goesBy: 'text', read: tagChoices },
  list_tasks: {
    noun: 'Task',
    plural: 'Tasks',
    goesBy: 'text',
    search: 'find_task.id',
    dependsOn: { contact: 'Contact' },
    read: taskChoices,
  },
  list_notes: {
    noun: 'Note',
    plural: 'Notes',
    goesBy: 'text',
    search: 'find_contact_note.id',
    dependsOn: { contact: 'Contact' },
    read: noteChoices,
  },
  list_workflows: {
    noun: 'Workflow',
    plural: 'Workflows',
    goesBy: 'text',
    read: workflowChoices,
  },
  list_campaigns: {
    noun: 'Campaign',
    plural: 'Campaigns',
    goesBy: 'text',
    read: campaignChoices,
  },
  list_businesses: {
    noun: 'Business',
    plural: 'Businesses',
    goesBy: 'text',
    read: businessChoices,
  },
  list_custom_values: {
    noun: 'Custom Value',
    plural: 'Custom Values',
    goesBy: 'text',
    search: 'find_custom_value.id',
    read: customValueChoices,
  },
  list_users: { noun: 'User', plural: 'Users', goesBy: 'text', read: userChoices },
} satisfies Lists<DeclaredList<HighlevelClient>>;
