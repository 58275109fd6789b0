import type { Host } from '../../../http/host.js';
import type { Parts } from '../../../platforms/contract/offers.js';
import { platformOf } from '../../../platforms/toolkit/platform.js';
import { readConnection } from '../../../steps/connection.js';

interface Client {
  connection: unknown;
  host: unknown;
}
type Declared = Parameters<typeof platformOf<Client>>[0];

const host = { request: () => undefined } as unknown as Host;
const connection = readConnection({ apiKey: 'key' });
const instead = { contact_notes: 'Use another.' };
const test = jest.fn(() => Promise.resolve({ label: 'Jane' }));

const declared = (parts: (client: Client) => unknown): Declared =>
  ({
    label: 'Acme Desk',
    instead,
    open: (given: unknown, of: unknown) => ({ host: given, connection: of }),
    test,
    parts,
  }) as unknown as Declared;
const partsOf = (client: Client) => ({
  contacts: { find: () => client.connection },
  lists: { list_labels: () => Promise.resolve([]) },
});

describe('a platform', () => {
  it('offers what its parts have, before there is a client', () => {
    const { offers, ...facts } = platformOf(declared(partsOf));
    expect([...offers]).toEqual(['list_labels']);
    expect(facts).toEqual({
      label: 'Acme Desk',
      instead,
      connect: expect.any(Function) as unknown,
    });
  });

  it('talks through the client of its connection', async () => {
    const connected = platformOf(declared(partsOf)).connect(host, connection);
    expect(connected).toMatchObject({ name: 'Acme Desk', instead });
    expect((connected as unknown as Parts).contacts.find({})).toBe(connection);
    expect(await connected.test()).toEqual({ label: 'Jane' });
    expect(test).toHaveBeenCalledWith({ host, connection }, connection);
  });

  it('whose parts read the client too early says so', () => {
    const early = declared((client) => ({ contacts: {}, lists: {}, host: client.host }));
    expect(() => platformOf(early)).toThrow(
      'The parts of Acme Desk read client.host before one is used.',
    );
  });
});
