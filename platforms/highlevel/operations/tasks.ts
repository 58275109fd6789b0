import type { EntryField } from '../../catalogue/entry.js';
import type { HighlevelEntry } from './entry.js';
import { contact } from './fields.js';

const task = { key: 'task', label: 'Task', dynamic: 'list_tasks' } as const satisfies EntryField;
const theTask = { ...task, required: true } as const satisfies EntryField;
const title = { key: 'title', label: 'Title' } as const satisfies EntryField;
const description = {
  key: 'description',
  label: 'Description',
  type: 'text',
  name: 'body',
} as const satisfies EntryField;
const dueDate = {
  key: 'due_date',
  label: 'Due Date',
  type: 'datetime',
  name: 'dueDate',
  helpText:
    'Date and time with its zone, like `2026-05-01T09:00:00-05:00`. In the past it is overdue.',
} as const satisfies EntryField;
const assignedTo = {
  key: 'assigned_to',
  label: 'Assigned To',
  dynamic: 'list_users',
  name: 'assignedTo',
  helpText: 'The user who is to do it. Nobody is notified of a task without one.',
} as const satisfies EntryField;
const completed = {
  key: 'completed',
  label: 'Completed',
  type: 'boolean',
} as const satisfies EntryField;

const told = {
  noun: 'Task',
  sample: {
    id: 'rUkSAjmpLQbqlgAmWmXD',
    title: 'Call back',
    contactId: 'ocQHyuzHvysMo5N5VsXc',
    dueDate: '2026-01-06T09:00:00.000Z',
    completed: false,
  },
  more: { body: 'string', assignedTo: 'string' },
} as const satisfies Partial<HighlevelEntry>;

/** What somebody is to do for a contact. */
export const tasks: HighlevelEntry[] = [
  {
    ...told,
    key: 'find_task',
    kind: 'search',
    scope: 'contacts.readonly',
    label: 'Find Task',
    description: 'Finds tasks of a contact by their title, state or user, or lists all of them.',
    path: '/contacts/{contact}/tasks',
    answer: ['tasks'],
    one: { field: 'task', path: '/contacts/{contact}/tasks/{task}', answer: ['task'] },
    fields: [
      contact,
      { ...title, to: 'match', helpText: 'Part of the title.' },
      { ...completed, to: 'match' },
      { ...assignedTo, to: 'match', helpText: 'Only tasks of this user.' },
      task,
    ],
  },
  {
    ...told,
    key: 'create_task',
    kind: 'create',
    scope: 'contacts.write',
    label: 'Create Task',
    description: 'Creates a task for a contact: something that a user is to do until a date.',
    method: 'POST',
    path: '/contacts/{contact}/tasks',
    answer: ['task'],
    lookup: {
      search: 'find_task',
      by: { title: 'title', description: 'body', due_date: 'dueDate', assigned_to: 'assignedTo' },
    },
    fields: [
      contact,
      { ...title, required: true },
      { ...dueDate, required: true },
      description,
      assignedTo,
      // The API refuses a new task that doesn't say.
      { ...completed, otherwise: () => false },
    ],
  },
  {
    ...told,
    key: 'update_task',
    kind: 'create',
    scope: 'contacts.write',
    label: 'Update Task',
    description: 'Changes a task of a contact. What is left blank stays.',
    method: 'PUT',
    path: '/contacts/{contact}/tasks/{task}',
    answer: ['task'],
    id: 'task',
    fields: [contact, theTask, title, dueDate, description, assignedTo, completed],
  },
  {
    ...told,
    key: 'complete_task',
    kind: 'create',
    scope: 'contacts.write',
    label: 'Complete Task',
    description: 'Marks a task of a contact as completed, or opens it again.',
    method: 'PUT',
    path: '/contacts/{contact}/tasks/{task}/completed',
    answer: ['task'],
    id: 'task',
    fields: [
      contact,
      theTask,
      {
        ...completed,
        otherwise: () => true,
        helpText: 'Yes unless told; no opens the task again.',
      },
    ],
    sample: { ...told.sample, completed: true },
  },
  {
    key: 'delete_task',
    kind: 'create',
    noun: 'Task',
    scope: 'contacts.write',
    label: 'Delete Task',
    description: 'Deletes a task of a contact for good.',
    warning: 'The task is deleted for good.',
    method: 'DELETE',
    path: '/contacts/{contact}/tasks/{task}',
    gives: 'record',
    has: [],
    saysDone: true,
    id: 'task',
    fields: [contact, theTask],
    sample: { id: 'rUkSAjmpLQbqlgAmWmXD', deleted: true },
  },
];
