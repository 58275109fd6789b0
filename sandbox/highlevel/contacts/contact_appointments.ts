import { findContact } from './contacts.js';
import type { AddRoute } from '../gateway.js';
import type { HighlevelStore } from '../store.js';

/** Adds the list of a contact's appointments, in which past, canceled and future ones stand. */
export function addAppointmentRoute(route: AddRoute, store: HighlevelStore): void {
  route('GET', '/contacts/:contactId/appointments', 'contacts.readonly', ({ params }) => {
    const contact = findContact(store, params.contactId);
    return { body: { events: store.appointments.filter((each) => each.contactId === contact.id) } };
  });
}
