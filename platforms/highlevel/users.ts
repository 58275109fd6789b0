import { asText } from '../../http/body.js';
import type { Choice } from '../contract/form.js';
import { rowsIn } from '../toolkit/answer.js';
import { highlevelRequest, type HighlevelClient } from './client.js';

/**
 * The location's users, for a dropdown. The newer `/users/search` wants the agency's id, which a
 * token tells only with one more scope and request.
 */
export async function userChoices(client: HighlevelClient): Promise<Choice[]> {
  const data = await highlevelRequest(client, {
    method: 'GET',
    path: '/users/',
    query: { locationId: client.locationId },
    scope: 'users.readonly',
  });
  return rowsIn(client.wire, data, { at: ['users'] })
    .filter((user) => user['deleted'] !== true)
    .map((user) => {
      const id = asText(user['id']);
      const email = asText(user['email']);
      const name = asText(user['name']) || email || id;
      return { id, label: email && email !== name ? `${name} (${email})` : name };
    });
}
