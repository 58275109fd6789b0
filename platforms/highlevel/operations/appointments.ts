import type { HighlevelEntry } from './entry.js';
import { contact } from './fields.js';

/** A contact's appointments. The answer has no zone for its times, so that they are given out as they come. */
export const appointments: HighlevelEntry[] = [
  {
    key: 'find_appointment',
    kind: 'search',
    noun: 'Appointment',
    scope: 'contacts.readonly',
    label: 'Find Appointment',
    description:
      'Finds appointments of a contact by their title or status, or lists all of them: past, canceled and future ones.',
    warning:
      'HighLevel gives start and end without a time zone here: they may be in that of the location or in UTC.',
    path: '/contacts/{contact}/appointments',
    answer: ['events'],
    fields: [
      contact,
      { key: 'title', label: 'Title', to: 'match', helpText: 'Part of the title.' },
      {
        key: 'status',
        label: 'Status',
        name: 'appointmentStatus',
        to: 'match',
        helpText: 'Such as `confirmed`, `cancelled`, `showed` or `noshow`.',
      },
      {
        key: 'assigned_to',
        label: 'Assigned To',
        dynamic: 'list_users',
        name: 'assignedUserId',
        to: 'match',
        helpText: 'Only appointments with this user.',
      },
    ],
    sample: {
      id: 'ocQHyuzHvysMo5N5VsXc',
      title: 'Check-up',
      calendarId: 'BqTwX8QFwXzpegMve9EQ',
      contactId: 'ocQHyuzHvysMo5N5VsXc',
      startTime: '2026-01-06 09:00:00',
      endTime: '2026-01-06 09:30:00',
      appointmentStatus: 'confirmed',
    },
    more: {
      status: 'string',
      assignedUserId: 'string',
      notes: 'string',
      address: 'string',
      groupId: 'string',
      users: 'list',
      assignedResources: 'list',
      dateAdded: 'string',
      dateUpdated: 'string',
    },
  },
];
