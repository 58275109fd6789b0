import type { Lists } from '../../../platforms/contract/list.js';
import { connectedLists, type DeclaredList } from '../../../platforms/toolkit/lists.js';

interface Client {
  name: string;
}

describe('a platform’s lists', () => {
  const client: Client = { name: 'client' };
  const read = jest.fn((_client: Client, _input: Record<string, unknown>, page: number) =>
    Promise.resolve([{ id: `${page}`, label: `Page ${page}` }]),
  );
  const declared = {
    list_labels: { noun: 'Label', read },
    list_contacts: { noun: 'Contact', paged: true, read },
  } as unknown as Lists<DeclaredList<Client>>;
  const lists = connectedLists(declared, client);
  const list = (key: 'list_labels' | 'list_contacts', page: number) =>
    lists[key]?.(page, { inbox: '3' });

  beforeEach(() => read.mockClear());

  it('are the declared ones', () => {
    expect(Object.keys(lists)).toEqual(['list_labels', 'list_contacts']);
  });

  it('end behind the first page, where they come whole', async () => {
    expect(await list('list_labels', 1)).toEqual([{ id: '1', label: 'Page 1' }]);
    expect(await list('list_labels', 2)).toEqual([]);
    expect(read.mock.calls).toEqual([[client, { inbox: '3' }, 1]]);
  });

  it('go on page by page, where they come so', async () => {
    expect(await list('list_contacts', 1)).toEqual([{ id: '1', label: 'Page 1' }]);
    expect(await list('list_contacts', 2)).toEqual([{ id: '2', label: 'Page 2' }]);
    expect(read.mock.calls[1]).toEqual([client, { inbox: '3' }, 2]);
  });
});
