import { currentPage, listJson, pageJson, resultsPerPage, searchPage } from './contact_pages.js';
import { likePattern } from '../filters/like_pattern.js';
import { asText, isBlank, toInteger, type JsonObject } from '../rails/params.js';
import { isResolved, type Contact, type Store } from '../store.js';

/** What a search for a text answers; before 4.11 it leaves out contacts of whom nothing is known. */
export function searchAnswer(store: Store, accountId: number, params: JsonObject): object {
  const isOld = !store.atLeast('4.11.0');
  if (isBlank(params['q'])) {
    return {
      meta: {
        count: null,
        current_page: currentPage(params),
        ...(!isOld && { has_more: null }),
      },
      payload: [],
    };
  }
  const found = store
    .contactsOf(accountId)
    .filter((contact) => !isOld || isResolved(contact))
    .filter(matcher(asText(params['q']).trim(), isOld));
  if (isOld) return listJson(store, found, params);
  const page = searchPage(store, found, params);
  return {
    meta: {
      count: page.length,
      current_page: currentPage(params),
      has_more: found.length > toInteger(currentPage(params)) * resultsPerPage,
    },
    payload: pageJson(store, page, params),
  };
}

function matcher(q: string, withCompany: boolean): (contact: Contact) => boolean {
  const anyCase = likePattern(`%${q}%`, 'iu');
  const exactCase = likePattern(`%${q}%`, 'u');
  return (contact) =>
    [
      contact.name,
      contact.email,
      contact.phone_number,
      withCompany ? contact.additional_attributes['company_name'] : null,
    ].some((value) => typeof value === 'string' && anyCase.test(value)) ||
    (contact.identifier !== null && exactCase.test(contact.identifier));
}
