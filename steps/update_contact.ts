import { isMissing, isTaken } from '../http/problem.js';
import type { Contact } from '../objects/contact.js';
import { checkChange, isNothing } from '../platforms/toolkit/writes/change_checks.js';
import type { RecordChange } from '../platforms/contract/change.js';
import type { ContactDraft, ContactKey, ContactTarget } from '../platforms/contract/contacts.js';
import { toE164 } from '../platforms/toolkit/values/phone.js';
import type { ConnectedPlatform } from '../platforms/contract/platform.js';
import { contactProblems, inputProblems } from '../platforms/toolkit/problems.js';
import { findNamed, keyLabels, readNamedContact, type NamedContact } from './named_contact.js';

/** What an Update Contact step asks for; blank fields are already gone. */
export interface UpdateRequest {
  /** What `contact` is; told from its form unless said. */
  findBy: ContactKey | undefined;
  /** The id, email, phone or external id of the contact. */
  contact: string;
  ifMissing: IfMissing;
  /** Country that completes national phone numbers, by code or name. */
  defaultCountry: string | undefined;
  change: RecordChange;
}

export type IfMissing = 'stop' | 'create' | 'skip';

/** The contact after the step, or what became of it. */
export type UpdateResult = (Contact | { id?: never }) & {
  outcome: 'updated' | 'created' | 'not_found' | 'unchanged';
};

/** An update that passed every check there is before a lookup. */
export interface PreparedUpdate {
  named: NamedContact;
  ifMissing: IfMissing;
  /** Checked. */
  change: RecordChange;
  /** What a new contact is named by, besides the change's own values; absent where none may be created. */
  newKey?: Partial<Record<ContactKey, string>>;
  draft: ContactDraft;
}

/**
 * Changes one contact: checks everything that can be checked, finds the contact unless its id is given,
 * then writes. Requests: 1 by id, 2 by another key, more only for labels and clearing.
 * @throws Problem for bad input before anything is sent
 */
export async function updateContact(
  platform: ConnectedPlatform,
  request: UpdateRequest,
): Promise<UpdateResult> {
  const prepared = await prepareUpdate(platform, request);
  return writeUpdate(platform, prepared, await findNamed(platform, prepared.named));
}

/** Checks everything that can be checked without looking the contact up. @throws Problem for bad input */
export async function prepareUpdate(
  platform: ConnectedPlatform,
  request: UpdateRequest,
): Promise<PreparedUpdate> {
  const { findBy, ifMissing, defaultCountry } = request;
  const isEmpty = isNothing(request.change);
  // "Make sure that this contact exists" needs nothing but the key.
  if (isEmpty && ifMissing !== 'create') throw inputProblems.nothingToChange();
  const country = { typed: defaultCountry };
  const named = await readNamedContact(platform, request.contact, { findBy, country });
  const { by, value } = named;
  const mayCreate = ifMissing === 'create' && by !== 'id';
  if (isEmpty && !mayCreate) throw inputProblems.nothingToChange();
  // What is looked up is taken as others hold it; what is written must be right.
  const newValue =
    mayCreate && by === 'phone' ? await toE164('Contact', request.contact, defaultCountry) : value;
  const change = await checkChange(platform, request.change, defaultCountry);
  const draft = await platform.contacts.draft(change);
  const newKey = Object.hasOwn(change.values, by) ? {} : { [by]: newValue };
  return { named, ifMissing, change, draft, ...(mayCreate && { newKey }) };
}

/**
 * Writes what is prepared.
 * @param target the contact that was found; undefined for none
 */
export async function writeUpdate(
  platform: ConnectedPlatform,
  { named, ifMissing, change, newKey, draft }: PreparedUpdate,
  target: ContactTarget | undefined,
): Promise<UpdateResult> {
  const { by, value } = named;
  if (target?.known && isNothing(change)) return { ...target.known, outcome: 'unchanged' };
  // By id nothing is looked up first, so the write itself tells that the contact doesn't exist.
  const maySkip = by === 'id' && ifMissing !== 'stop';
  const updated =
    target &&
    (await draft.update(target).catch((failure: unknown) => {
      if (maySkip && isMissing(failure)) return undefined;
      throw failure;
    }));
  if (updated) return { ...updated, outcome: 'updated' };
  if (ifMissing === 'skip') return { outcome: 'not_found' };
  if (ifMissing === 'stop') {
    throw contactProblems.notFound(platform.name, keyLabels[by], value);
  }
  if (!newKey) throw contactProblems.noIdToCreate(platform.name, value);
  try {
    const created = await draft.create(newKey);
    return { ...created, outcome: 'created' };
  } catch (failure) {
    // Another run created it in the meantime.
    const rival = isTaken(failure) ? await findNamed(platform, named) : undefined;
    if (!rival) throw failure;
    if (isNothing(change)) return { ...(rival.known ?? { id: rival.id }), outcome: 'unchanged' };
    return { ...(await draft.update(rival)), outcome: 'updated' };
  }
}
