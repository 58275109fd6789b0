import { Problem } from '../../../http/problem.js';
import type { Wire } from '../../../http/wire.js';
import type { Contact } from '../../../objects/contact.js';
import type { RecordChange } from '../../../platforms/contract/change.js';
import type { ContactDraft, ContactTarget } from '../../../platforms/contract/contacts.js';
import type { Choice } from '../../../platforms/contract/form.js';
import type { ConnectedPlatform } from '../../../platforms/contract/platform.js';

/** The name the fake platform and the test wire go by in messages. */
export const PLATFORM = 'Acme Desk';

/** What the fake can empty; every other field is refused. */
export const CLEARABLE: Choice[] = [
  { id: 'email', label: 'Email' },
  { id: 'labels', label: 'Labels' },
  { id: 'attr_plan', label: 'Plan' },
];

/** One thing the fake was asked to do: the method's name, then what it was given. */
export type Call = [method: string, given?: unknown];

/** A platform in memory that writes down its calls in order; `isClearable`, which never costs a request, is left out. */
export interface FakePlatform extends ConnectedPlatform {
  calls: Call[];
}

/** How a fake platform differs from one that holds nobody and refuses nothing. */
export interface FakeOptions {
  /** The contacts it holds. */
  holds?: Contact[];
  /** What it throws instead of doing, by method. */
  fails?: Partial<Record<'checkId' | 'find' | 'draft' | 'update' | 'create', Error>>;
}

/** A platform without a network that answers from `holds` and fails where `fails` says so. */
export function fakePlatform({ holds = [], fails = {} }: FakeOptions = {}): FakePlatform {
  const calls: Call[] = [];
  const unused = () => Promise.reject(new Error('not for these tests'));

  function answer<Result>(method: keyof typeof fails, result: () => Result): Promise<Result> {
    const failure = fails[method];
    return failure ? Promise.reject(failure) : Promise.resolve().then(result);
  }

  function draftOf(change: RecordChange): ContactDraft {
    return {
      update: (target: ContactTarget) => {
        calls.push(['update', target]);
        return answer('update', () => {
          const contact = holds.find(({ id }) => id === target.id);
          if (!contact) throw refusal(404);
          return { ...contact, ...change.values };
        });
      },
      create: (key) => {
        const values = { ...key, ...change.values };
        calls.push(['create', values]);
        return answer('create', () => ({ ...values, id: '900' }));
      },
    };
  }

  return {
    calls,
    name: PLATFORM,
    test: unused,
    lists: {},
    instead: {},
    contacts: {
      newest: () => ({ page: unused }),
      isInput: (key) => key.startsWith('attr_'),
      inputFields: unused,
      labels: {
        words: { one: 'Label', many: 'Labels' },
        newOnes: '',
        list: 'list_labels',
        choices: unused,
        change: unused,
      },
      outputFields: [],
      clearableFields: () => {
        calls.push(['clearableFields']);
        return Promise.resolve(CLEARABLE);
      },
      isClearable: (key) => CLEARABLE.some(({ id }) => id === key),
      isId: (text) => /^\w{1,9}$/.test(text),
      checkId: (id) => {
        calls.push(['checkId', id]);
        if (fails.checkId) throw fails.checkId;
      },
      find: (keys) => {
        calls.push(['find', keys]);
        const wanted = Object.entries(keys);
        return answer('find', () =>
          holds.filter((contact) => wanted.some(([key, value]) => contact[key] === value)),
        );
      },
      search: (text) => {
        calls.push(['search', text]);
        return Promise.resolve(holds);
      },
      draft: (change) => {
        calls.push(['draft', change]);
        return answer('draft', () => draftOf(change));
      },
    },
  };
}

/** The problem for a refused request, as `explain` makes it: 404 is a missing record. */
export function refusal(status: number): Problem {
  return new Problem('error', `${PLATFORM} refused the request (status ${status}).`, {
    refusal: { status, attributes: [], said: '', missing: status === 404 },
  });
}

/** A wire that leads nowhere, changed by `fields`. */
export function wireWith(fields: Partial<Wire> = {}): Wire {
  return {
    platform: PLATFORM,
    baseUrl: 'https://chat.example.com:8443/desk',
    headers: {},
    timeoutSeconds: 20,
    deadline: Date.now() + 20_000,
    secrets: [],
    allowSelfSigned: false,
    errors: [],
    rateWindowSeconds: 60,
    ...fields,
  };
}

/** The problem that `run` throws or rejects with; anything else fails the test. */
export async function problemOf(run: () => unknown): Promise<Problem> {
  let result: unknown;
  try {
    result = await run();
  } catch (failure) {
    if (failure instanceof Problem) return failure;
    throw failure;
  }
  throw new Error(`expected a Problem, got ${JSON.stringify(result)}`);
}
