/** How many requests a step sent, and the fewest that its API allows for that. */
export interface RequestFigure {
  step: string;
  platform: string;
  what: string;
  sent: number;
  least: number;
}

interface Case {
  step: string;
  /** What was asked of it, and what the fewest are for. */
  what: string;
  input: Record<string, unknown>;
  least: number;
}

const JANE = 'jane.doe@example.com';
const HIGHLEVEL_JANE = 'contact0000000000001';
const byId = (step: string, input: Record<string, unknown>): Case => ({
  step,
  what: 'by ID: the write',
  input,
  least: 1,
});

/**
 * The steps that are no operation of a catalogue. The fewest follow from the API: one request for each of its
 * operations that is needed, one to look up what isn't named by ID, one to read what a write would else replace.
 */
export const requestCases: Record<'chatwoot' | 'vixiees' | 'highlevel', Case[]> = {
  chatwoot: [
    byId('update_contact', { contact: '1', name: 'Ann' }),
    {
      step: 'update_contact',
      what: 'by email: the filter, the write',
      input: { contact: JANE, name: 'Ann' },
      least: 2,
    },
    {
      step: 'update_contact',
      what: 'a label: the write, read labels, write labels',
      input: { contact: '1', name: 'Ann', add_labels: ['lead'] },
      least: 3,
    },
    {
      step: 'create_contact',
      what: 'the write',
      input: { name: 'Ann', email: 'ann@example.com' },
      least: 1,
    },
    {
      step: 'find_contact',
      what: 'the filter',
      input: { email: JANE },
      least: 1,
    },
    {
      step: 'find_many_contacts',
      what: 'the filter, for 15 values',
      input: { emails: Array.from({ length: 15 }, (_each, index) => `n${index}@example.com`) },
      least: 1,
    },
    {
      step: 'add_contact_labels',
      what: 'read labels, write labels',
      input: { contact: '1', add_labels: 'lead' },
      least: 2,
    },
    {
      step: 'remove_contact_labels',
      what: 'read labels, write labels',
      input: { contact: '1', remove_labels: ['vip'] },
      least: 2,
    },
    byId('add_contact_note', { contact: '1', note: 'Called back' }),
    byId('merge_contacts', { contact: '1', merged_contact: '5' }),
    byId('delete_contact', { contact: '1' }),
    byId('send_message', { conversation: '1', message: 'Hello' }),
    byId('update_conversation', { conversation: '1', priority: 'high' }),
    {
      step: 'find_conversation',
      what: 'the list',
      input: { contact: '1' },
      least: 1,
    },
    {
      step: 'find_message',
      what: 'the page',
      input: { conversation: '2' },
      least: 1,
    },
  ],
  vixiees: [
    {
      step: 'update_contact',
      what: 'by external ID: the record, the write',
      input: { contact: 'crm-1001', find_by: 'external_id', first_name: 'Ann' },
      least: 2,
    },
    {
      step: 'create_contact',
      what: 'the write',
      input: { first_name: 'Ann', email: 'ann@example.com' },
      least: 1,
    },
    {
      step: 'find_contact',
      what: 'the record',
      input: { external_id: 'crm-1001' },
      least: 1,
    },
  ],
  highlevel: [
    byId('update_contact', { contact: HIGHLEVEL_JANE, first_name: 'Ann' }),
    {
      step: 'update_contact',
      what: 'by email: the search, the write',
      input: { contact: JANE, first_name: 'Ann' },
      least: 2,
    },
    {
      step: 'update_contact',
      what: 'a tag: the write, the tag',
      input: { contact: HIGHLEVEL_JANE, first_name: 'Ann', add_labels: ['lead'] },
      least: 2,
    },
    {
      step: 'create_contact',
      what: 'the write',
      input: { first_name: 'Ann', email: 'ann@example.com' },
      least: 1,
    },
    {
      step: 'find_contact',
      what: 'the search',
      input: { email: JANE },
      least: 1,
    },
    byId('add_contact_labels', { contact: HIGHLEVEL_JANE, add_labels: 'lead' }),
    byId('remove_contact_labels', { contact: HIGHLEVEL_JANE, remove_labels: 'vip' }),
    byId('add_contact_note', { contact: HIGHLEVEL_JANE, note: 'Called back' }),
    byId('delete_contact', { contact: HIGHLEVEL_JANE }),
    {
      step: 'find_conversation',
      what: 'the search',
      input: { contact: HIGHLEVEL_JANE },
      least: 1,
    },
    byId('send_message', { contact: HIGHLEVEL_JANE, channel: 'SMS', message: 'Hello' }),
  ],
};
