import { asText } from '../../http/body.js';
import { path } from '../../http/path.js';
import { recordIn } from '../toolkit/answer.js';
import { highlevelRequest, type HighlevelClient } from './client.js';
import { lacksScope } from './errors.js';

/**
 * Checks the connection in one request and names it, such as `Acme Dental (Private Integration on
 * services.leadconnectorhq.com)`. A token without `locations.readonly` is tried on contacts: it may
 * still be all that the steps need.
 * @throws Problem that says what is wrong with key, scopes or location
 */
export async function checkConnection(client: HighlevelClient): Promise<{ label: string }> {
  const { wire, locationId } = client;
  const name = await locationName(client).catch(async (failure: unknown) => {
    if (!lacksScope(failure)) throw failure;
    await searchOne(client);
    return `Location ${locationId}`;
  });
  return { label: `${name} (Private Integration on ${new URL(wire.baseUrl).host})` };
}

async function locationName(client: HighlevelClient): Promise<string> {
  const data = await highlevelRequest(client, {
    method: 'GET',
    path: path`/locations/${client.locationId}`,
    scope: 'locations.readonly',
  });
  const location = recordIn(client.wire, data, { at: ['location'], has: [] });
  return asText(location['name']) || `Location ${client.locationId}`;
}

async function searchOne(client: HighlevelClient): Promise<void> {
  await highlevelRequest(client, {
    method: 'POST',
    path: '/contacts/search',
    body: { locationId: client.locationId, pageLimit: 1 },
    scope: 'contacts.readonly',
    readOnly: true,
  });
}
