import type { Choice, List } from '../contract/form.js';
import type { ListFacts, ListKey, Lists } from '../contract/list.js';

/** A list as its platform declares it, once. */
export interface DeclaredList<Client> extends ListFacts {
  /** The list comes page by page; whole unless told. */
  paged?: true;
  /** @param input what the step's form holds already @param page from 1 */
  read: (client: Client, input: Record<string, unknown>, page: number) => Promise<Choice[]>;
}

/** A platform's lists on a connection, for dropdowns, which ask page by page until one is empty. */
export function connectedLists<Client>(
  lists: Lists<DeclaredList<Client>>,
  client: Client,
): Record<ListKey, List> {
  return Object.fromEntries(
    Object.entries(lists).map(([key, { paged, read }]): [string, List] => [
      key,
      (page, input) => (page === 1 || paged ? read(client, input, page) : Promise.resolve([])),
    ]),
  );
}
