import { findContact } from './contacts/contacts.js';
import { badRequest } from './errors.js';
import { type AddRoute, checkLocation } from './gateway.js';
import type { HighlevelStore, Workflow } from './store.js';
import { text, validate } from './validation.js';

/** Adds the list of workflows, and the way of a contact into and out of one. */
export function addWorkflowRoutes(route: AddRoute, store: HighlevelStore): void {
  const ofContact = '/contacts/:contactId/workflow/:id';

  route('GET', '/workflows/', 'workflows.readonly', ({ query }) => {
    checkLocation(query.locationId);
    validate(query, { locationId: { check: text, required: true } });
    const own = store.workflows.filter((item) => item.locationId === store.location.id);
    return { body: { workflows: own.map(toldOf) } };
  });

  route('POST', ofContact, 'contacts.write', ({ params, body }) => {
    validate(body, { eventStartTime: { check: text } });
    const contact = findContact(store, params.contactId);
    const workflow = findWorkflow(store, params.id);
    // A draft does nothing, and a contact that is in it isn't enrolled again: both are answered alike.
    if (workflow.status === 'published' && !workflow.contactIds.includes(contact.id)) {
      workflow.contactIds.push(contact.id);
    }
    return { body: { succeded: true } };
  });

  route('DELETE', ofContact, 'contacts.write', ({ params }) => {
    const contact = findContact(store, params.contactId);
    const workflow = findWorkflow(store, params.id);
    workflow.contactIds = workflow.contactIds.filter((id) => id !== contact.id);
    return { body: { succeded: true } };
  });
}

/** What the list tells: not who is in it. */
function toldOf(item: Workflow): Partial<Workflow> {
  return { ...item, contactIds: undefined };
}

function findWorkflow(store: HighlevelStore, id: string | undefined): Workflow {
  const workflow = store.workflows.find(
    (item) => item.id === id && item.locationId === store.location.id,
  );
  // By analogy with contacts; unverified for workflows.
  if (!workflow) throw badRequest(`Workflow with id ${id} not found`);
  return workflow;
}
