import type { AddRoute } from '../gateway.js';
import type { HighlevelStore } from '../store.js';

const scope = 'conversations/message.write';
const DONE = { status: 200, message: 'The scheduled message was cancelled successfully' };
/** The status of the answer itself is 200 all the same (vendor's document). */
const FAILED = { status: 404, message: 'Failed cancel the scheduled message' };

/** Adds what takes back messages and e-mails that are yet to be sent. */
export function addScheduleRoutes(route: AddRoute, store: HighlevelStore): void {
  route('DELETE', '/conversations/messages/:id/schedule', scope, ({ params }) => {
    const found = store.messages.find(({ id, status }) => id === params.id && isAhead(status));
    store.messages = store.messages.filter((message) => message !== found);
    return { body: found ? DONE : FAILED };
  });

  route('DELETE', '/conversations/messages/email/:id/schedule', scope, ({ params }) => {
    const found = store.emails.find(({ id, status }) => id === params.id && isAhead(status));
    store.emails = store.emails.filter((email) => email !== found);
    return { body: found ? DONE : FAILED };
  });
}

function isAhead(status: string): boolean {
  return status === 'scheduled';
}
