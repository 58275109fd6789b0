import { findContact } from './contacts.js';
import { badRequest, unprocessable } from '../errors.js';
import type { AddRoute } from '../gateway.js';
import type { HighlevelStore, Task } from '../store.js';
import { flag, type Rules, text, validate } from '../validation.js';

const updateRules: Rules = {
  title: { check: text },
  body: { check: text },
  assignedTo: { check: text },
  dueDate: { check: text },
  completed: { check: flag },
};
const createRules: Rules = {
  ...updateRules,
  title: { check: text, required: true },
  dueDate: { check: text, required: true },
  completed: { check: flag, required: true },
};
const completedRules: Rules = { completed: { check: flag, required: true } };

type TaskBody = Pick<Task, 'title' | 'dueDate' | 'completed'> &
  Partial<Pick<Task, 'body' | 'assignedTo'>>;

/** Adds the routes below `/contacts/{id}/tasks`. */
export function addContactTaskRoutes(route: AddRoute, store: HighlevelStore): void {
  const tasks = '/contacts/:contactId/tasks';

  route('GET', tasks, 'contacts.readonly', ({ params }) => {
    const contact = findContact(store, params.contactId);
    return { body: { tasks: store.tasks.filter((task) => task.contactId === contact.id) } };
  });

  route('POST', tasks, 'contacts.write', ({ params, body }) => {
    const values = asStored(validate<TaskBody>(body, createRules));
    const contactId = findContact(store, params.contactId).id;
    const task: Task = { id: store.nextId('task'), contactId, ...values };
    store.tasks.push(task);
    return { status: 201, body: { task } };
  });

  route('GET', `${tasks}/:id`, 'contacts.readonly', ({ params }) => ({
    body: { task: findTask(store, params.contactId, params.id) },
  }));

  route('PUT', `${tasks}/:id`, 'contacts.write', ({ params, body }) => {
    const values = asStored(validate<Partial<TaskBody>>(body, updateRules));
    return { body: { task: Object.assign(findTask(store, params.contactId, params.id), values) } };
  });

  route('PUT', `${tasks}/:id/completed`, 'contacts.write', ({ params, body }) => {
    const values = validate<Pick<Task, 'completed'>>(body, completedRules);
    return { body: { task: Object.assign(findTask(store, params.contactId, params.id), values) } };
  });

  route('DELETE', `${tasks}/:id`, 'contacts.write', ({ params }) => {
    const gone = findTask(store, params.contactId, params.id);
    store.tasks = store.tasks.filter((task) => task !== gone);
    return { body: { succeded: true } };
  });
}

/** A description comes back as HTML, a time in UTC (reference §2.1). */
function asStored<Values extends Partial<TaskBody>>(values: Values): Values {
  const { body, dueDate } = values;
  if (dueDate !== undefined && Number.isNaN(Date.parse(dueDate))) {
    throw unprocessable(['dueDate must be a valid ISO 8601 date string']);
  }
  return {
    ...values,
    ...(body !== undefined && { body: `<p>${body}</p>` }),
    ...(dueDate !== undefined && { dueDate: new Date(dueDate).toISOString() }),
  };
}

function findTask(
  store: HighlevelStore,
  contactId: string | undefined,
  id: string | undefined,
): Task {
  const contact = findContact(store, contactId);
  const task = store.tasks.find((item) => item.id === id && item.contactId === contact.id);
  if (!task) throw badRequest('The task id is invalid.');
  return task;
}
