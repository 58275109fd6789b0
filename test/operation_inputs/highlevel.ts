import type { HighlevelStore } from '../../sandbox/highlevel/store.js';
import type { OperationInput } from '../helpers/running/operation_inputs.js';

type Row = Record<string, unknown>;

/** An input of HighLevel's, with what its operations do besides. */
interface HighlevelInput extends OperationInput<HighlevelStore> {
  /** How many requests a run takes, where it isn't one. */
  requests?: number | { minimal: number };
  /** What is said of `unknown`, where it isn't that HighLevel has no such record. */
  unknownSays?: RegExp;
}

const aaron = 'contact0000000000002';
const nobody = 'nobodyHere0000000001';
const openingHours = 'customValue000000001';
const scheduledMessage = 'message0000000000001';
const jane = 'contact0000000000001';
const task = 'task0000000000000001';
const unknownTask = 'task0000000000000099';
const note = 'note0000000000000001';
const unknownNote = 'note0000000000000099';
const alice = 'userAlice00000000001';
const workflow = '00000000-0000-4000-8000-000000000001';

function withNote(store: HighlevelStore): void {
  store.notes.push({
    id: store.nextId('note'),
    contactId: jane,
    body: 'Prefers calls in the morning',
    pinned: false,
    dateAdded: '2026-01-06T09:00:00.000Z',
  });
}

function members(store: HighlevelStore): string[] {
  return store.workflows.find(({ id }) => id === workflow)?.contactIds ?? [];
}

const campaign = 'campaignSpring000001';

function participants(store: HighlevelStore): string[] {
  return store.campaigns.find(({ id }) => id === campaign)?.contactIds ?? [];
}

const business = 'businessBakery000001';

function inBusiness(store: HighlevelStore): void {
  for (const id of [jane, aaron])
    Object.assign(store.contacts.get(id) ?? {}, { businessId: business });
}

/** Tags of many contacts, whether they come or go. */
function tagsOf(few: string[], all: string[]): HighlevelInput {
  return {
    minimal: { contacts: [jane], tags: few },
    full: { contacts: [jane, aaron], tags: all },
    unknown: { contacts: [nobody], tags: ['vip'] },
    unknownSays:
      /^Contacts: HighLevel changed none of the 1\. Of nobodyHere0000000001: This contact was deleted/,
    gives: {
      ...{ total: 2, updated: 2, failed: 0 },
      contacts: [
        { id: jane, outcome: 'updated' },
        { id: aaron, outcome: 'updated' },
      ],
    },
  };
}

/** What every operation of HighLevel's catalogue is walked with. */
export const highlevelInputs: Record<string, HighlevelInput> = {
  find_task: {
    minimal: { contact: jane },
    full: { contact: jane, title: 'back', completed: 'no', assigned_to: alice },
    unknown: { contact: jane, task: unknownTask },
    single: { contact: jane, task },
    gives: {
      id: task,
      contactId: jane,
      title: 'Call Jane back',
      body: 'About the second filling',
      assignedTo: alice,
      dueDate: '2026-01-06T09:00:00.000Z',
      completed: false,
    },
  },
  create_task: {
    minimal: { contact: jane, title: 'Send the bill', due_date: '2026-05-01T09:00:00-05:00' },
    full: {
      contact: jane,
      title: 'Send the bill',
      due_date: '2026-05-01T09:00:00-05:00',
      description: 'By mail',
      assigned_to: alice,
      completed: 'yes',
    },
    unknown: { contact: 'nobodyHere0000000001', title: 'X', due_date: '2026-05-01T09:00:00Z' },
    gives: {
      id: 'task0000000000000002',
      contactId: jane,
      title: 'Send the bill',
      dueDate: '2026-05-01T14:00:00.000Z',
      body: 'By mail',
      assignedTo: alice,
      completed: true,
    },
  },
  update_task: {
    minimal: { contact: jane, task, title: 'Call Jane again' },
    full: {
      contact: jane,
      task,
      title: 'Call Jane again',
      due_date: '2020-05-01T09:00:00Z',
      description: 'About the bill',
      assigned_to: 'userBob0000000000001',
      completed: 'yes',
    },
    unknown: { contact: jane, task: unknownTask, title: 'X' },
    gives: {
      id: task,
      title: 'Call Jane again',
      dueDate: '2020-05-01T09:00:00.000Z',
      body: 'About the bill',
      assignedTo: 'userBob0000000000001',
      completed: true,
    },
  },
  complete_task: {
    minimal: { contact: jane, task },
    full: { contact: jane, task, completed: 'yes' },
    unknown: { contact: jane, task: unknownTask },
    gives: { id: task, title: 'Call Jane back', completed: true },
  },
  delete_task: {
    minimal: { contact: jane, task },
    full: { contact: jane, task },
    unknown: { contact: jane, task: unknownTask },
    gives: { id: task, deleted: true },
    leaves: (store) => {
      expect(store.tasks).toEqual([]);
    },
  },
  find_contact_note: {
    minimal: { contact: jane },
    full: { contact: jane, content: 'morning' },
    unknown: { contact: jane, note: unknownNote },
    single: { contact: jane, note },
    gives: { id: note, contactId: jane, body: 'Prefers calls in the morning' },
    prepare: withNote,
  },
  update_contact_note: {
    minimal: { contact: jane, note, content: 'Prefers mails' },
    full: {
      contact: jane,
      note,
      content: 'Prefers mails',
      title: 'Habits',
      color: '#FFAA00',
      pinned: 'yes',
      user: alice,
    },
    unknown: { contact: jane, note: unknownNote, content: 'X' },
    gives: {
      id: note,
      body: 'Prefers mails',
      title: 'Habits',
      color: '#FFAA00',
      pinned: true,
      userId: alice,
      dateAdded: '2026-01-06T09:00:00.000Z',
    },
    prepare: withNote,
  },
  delete_contact_note: {
    minimal: { contact: jane, note },
    full: { contact: jane, note },
    unknown: { contact: jane, note: unknownNote },
    gives: { id: note, deleted: true },
    prepare: withNote,
    leaves: (store) => {
      expect(store.notes).toEqual([]);
    },
  },
  add_to_workflow: {
    minimal: { contact: jane, workflow },
    full: { contact: jane, workflow, event_start_time: '2026-05-01T09:00:00-05:00' },
    unknown: { contact: jane, workflow: '00000000-0000-4000-8000-000000000003' },
    gives: { id: jane },
    leaves: (store) => {
      expect(members(store)).toEqual([jane]);
    },
  },
  remove_from_workflow: {
    minimal: { contact: jane, workflow },
    full: { contact: jane, workflow },
    unknown: { contact: jane, workflow: '00000000-0000-4000-8000-000000000003' },
    gives: { id: jane },
    prepare: (store) => {
      members(store).push(jane);
    },
    leaves: (store) => {
      expect(members(store)).toEqual([]);
    },
  },
  add_to_campaign: {
    minimal: { contact: jane, campaign },
    full: { contact: jane, campaign },
    unknown: { contact: jane, campaign: 'campaignNone00000001' },
    gives: { id: jane },
    leaves: (store) => {
      expect(participants(store)).toEqual([jane]);
    },
  },
  remove_from_campaign: {
    minimal: { contact: jane, campaign },
    full: { contact: jane, campaign },
    unknown: { contact: jane, campaign: 'campaignNone00000001' },
    gives: { id: jane },
    prepare: (store) => {
      participants(store).push(jane);
    },
    leaves: (store) => {
      expect(participants(store)).toEqual([]);
    },
  },
  remove_from_all_campaigns: {
    minimal: { contact: jane },
    full: { contact: jane },
    unknown: { contact: 'nobodyHere0000000001' },
    gives: { id: jane },
    prepare: (store) => {
      for (const { contactIds } of store.campaigns) contactIds.push(jane);
    },
    leaves: (store) => {
      expect(store.campaigns.flatMap(({ contactIds }) => contactIds)).toEqual([]);
    },
  },
  add_followers: {
    minimal: { contact: jane, followers: [alice] },
    full: { contact: jane, followers: [alice, 'userBob0000000000001'] },
    unknown: { contact: 'nobodyHere0000000001', followers: [alice] },
    gives: {
      id: jane,
      followers: [alice, 'userBob0000000000001'],
      followersAdded: [alice, 'userBob0000000000001'],
    },
  },
  remove_followers: {
    minimal: { contact: jane, followers: [alice] },
    full: { contact: jane, followers: [alice] },
    unknown: { contact: 'nobodyHere0000000001', followers: [alice] },
    gives: { id: jane, followers: ['userBob0000000000001'], followersRemoved: [alice] },
    prepare: (store) => {
      store.contacts.get(jane)?.followers.push(alice, 'userBob0000000000001');
    },
  },
  find_appointment: {
    minimal: { contact: jane },
    full: { contact: jane, title: 'check', status: 'confirmed', assigned_to: alice },
    unknown: { contact: 'nobodyHere0000000001' },
    gives: {
      id: 'appointment000000001',
      contactId: jane,
      title: 'Check-up',
      startTime: '2026-01-06 09:00:00',
    },
  },
  add_tags_to_contacts: {
    ...tagsOf(['VIP'], ['VIP', 'lead']),
    leaves: (store) => {
      expect(store.contacts.get(jane)?.tags).toEqual(['customer', 'newsletter', 'vip', 'lead']);
    },
  },
  remove_tags_from_contacts: {
    ...tagsOf(['Newsletter'], ['Newsletter', 'never-there']),
    leaves: (store) => {
      expect(store.contacts.get(jane)?.tags).toEqual(['customer']);
    },
  },
  find_business_contacts: {
    minimal: { business },
    full: { business, text: 'jane' },
    unknown: { business: 'businessNone00000001' },
    requests: 2,
    gives: {
      id: jane,
      name: 'Jane Doe',
      custom_attributes: expect.objectContaining({ nickname: 'JD' }) as Row,
    },
    prepare: inBusiness,
  },
  add_contacts_to_business: {
    minimal: { contacts: [jane], business },
    full: { contacts: [jane, aaron], business },
    unknown: { contacts: [jane], business: 'businessNone00000001' },
    gives: {
      ...{ total: 2, updated: 2, failed: 0 },
      contacts: [
        { id: jane, outcome: 'updated' },
        { id: aaron, outcome: 'updated' },
      ],
    },
    leaves: (store) => {
      expect(store.contacts.get(aaron)?.businessId).toBe(business);
    },
  },
  remove_contacts_from_business: {
    minimal: { contacts: [jane] },
    full: { contacts: [jane, aaron] },
    unknown: { contacts: [nobody] },
    unknownSays:
      /^Contacts: HighLevel changed none of the 1\. Of nobodyHere0000000001: HighLevel did not/,
    gives: { total: 2, updated: 2, failed: 0 },
    prepare: inBusiness,
    leaves: (store) => {
      expect(store.contacts.get(jane)?.businessId).toBeUndefined();
    },
  },
  find_tag: {
    minimal: {},
    full: { name: 'LETTER' },
    gives: { name: 'newsletter' },
  },
  create_tag: {
    minimal: { name: 'Waiting list' },
    full: { name: 'Waiting list' },
    gives: { name: 'waiting list' },
  },
  find_custom_value: {
    minimal: {},
    full: { name: 'hours' },
    unknown: { custom_value: 'customValue000000009' },
    single: { custom_value: openingHours },
    gives: { id: openingHours, name: 'Opening hours', value: 'Mon-Fri 9-17' },
  },
  update_custom_value: {
    minimal: { custom_value: openingHours, value: 'Mon-Fri 8-16' },
    full: { custom_value: openingHours, name: 'Hours', value: 'Mon-Fri 8-16' },
    unknown: { custom_value: 'customValue000000009', value: 'x' },
    requests: { minimal: 2 },
    gives: { id: openingHours, name: 'Hours', value: 'Mon-Fri 8-16' },
  },
  find_email: {
    minimal: { email: 'email000000000000001' },
    full: { email: 'email000000000000001' },
    unknown: { email: 'email000000000000999' },
    gives: {
      id: 'email000000000000001',
      subject: 'Your appointment',
      body: 'See you on Friday at 10:00.',
      status: 'delivered',
    },
  },
  cancel_scheduled_message: {
    minimal: { message: scheduledMessage },
    full: { message: scheduledMessage },
    unknown: { message: 'message0000000000999' },
    unknownSays: /^HighLevel answered that it did not do this \(message message0000000000999\)/,
    gives: { id: scheduledMessage, deleted: true },
    prepare: (store) => {
      for (const message of store.messages.filter(({ id }) => id === scheduledMessage)) {
        message.status = 'scheduled';
      }
    },
    leaves: (store) => {
      expect(store.messages.map(({ id }) => id)).not.toContain(scheduledMessage);
    },
  },
  cancel_scheduled_email: {
    minimal: { email: 'email000000000000001' },
    full: { email: 'email000000000000001' },
    unknown: { email: 'email000000000000999' },
    unknownSays: /^HighLevel answered that it did not do this \(email email000000000000999\)/,
    gives: { id: 'email000000000000001', deleted: true },
    prepare: (store) => {
      for (const email of store.emails.slice(0, 1)) email.status = 'scheduled';
    },
    leaves: (store) => {
      expect(store.emails.map(({ id }) => id)).not.toContain('email000000000000001');
    },
  },
};
