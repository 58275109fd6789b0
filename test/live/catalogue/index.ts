import { chatwootOperations } from '../../../platforms/chatwoot/operations/index.js';
import type { OperationInput } from '../../helpers/running/operation_inputs.js';
import { eventually, idOf, messageOf, same, type Row } from '../check.js';
import { NotApplicable, type Scenario } from '../scenario.js';
import type { LiveServer } from '../server.js';
import { webhookUrl } from '../world.js';
import { Records } from './records.js';

/** Names that a server, and not only an account, has but once: they get the run's mark. */
const UNIQUE = /^(email|slug|custom_domain|domain|url)$/;
/** What needs more than an account of a community server, and why. */
const BEYOND: Record<string, string> = {
  find_csat_survey: 'the API makes no survey: a customer’s inbox sends it',
  update_inbox_message: 'the API makes no form to answer',
  create_integration_hook: 'integrations want accounts of others',
  update_integration_hook: 'integrations want accounts of others',
  delete_integration_hook: 'integrations want accounts of others',
  find_sso_link: 'its link would sign in',
};

/** Every operation of the catalogue, minimal and full, by the inputs that the sandbox's seed is walked with. */
export function catalogueScenarios(inputs: Record<string, OperationInput>): Scenario[] {
  return chatwootOperations.map(({ key }) => ({
    name: `operation: ${key}`,
    needs: ['platformApp', 'agent'],
    run: async (server) => {
      const beyond = BEYOND[key];
      if (beyond) throw new NotApplicable(beyond);
      const input = inputs[key];
      if (!input) throw new Error(`test/operation_inputs has nothing for ${key}`);
      const variants = (['minimal', 'full'] as const).filter((variant) => {
        const since = input.since?.[variant];
        return !since || server.atLeast(since);
      });
      if (variants.length === 0) throw new NotApplicable(`needs a newer Chatwoot`);
      for (const variant of variants) await walk(server, { key, input, variant });
    },
  }));
}

/** Operations that make what the end of the run's account leaves, and where it is deleted. */
const OUTLIVING: Record<string, string> = {
  create_agent: '/api/v1/accounts/{account}/agents',
  create_platform_account: '/platform/api/v1/accounts',
  create_platform_agent_bot: '/platform/api/v1/agent_bots',
  create_user: '/platform/api/v1/users',
};

/** Fields whose values prove who a contact of the seed is; scenarios of their own try them. */
const PROOFS = ['external_id', 'identifier_hash'];

interface Walk {
  key: string;
  input: OperationInput;
  variant: 'minimal' | 'full';
}

async function walk(server: LiveServer, { key, input, variant }: Walk): Promise<void> {
  const records = new Records(server, key);
  const [given, own] = await filled(server, records, { key, values: input[variant] });
  const { app, keys } = server;
  const extras = input.key === 'platformApp' ? { key: keys.platformApp ?? '' } : {};
  const isSearch = key.startsWith('find_');
  if (isSearch) {
    await findMade(server, { key, given, seed: input[variant], extras });
    return;
  }
  const record = await app.create(key, given, extras).catch(asLacking(server));
  const path = OUTLIVING[key];
  if (path) server.made.push(`${path.replace('{account}', server.accountId)}/${idOf(record)}`);
  for (const [field, expected] of Object.entries(variant === 'full' ? input.gives : {})) {
    if (field === 'id' || !(field in given) || typeof expected === 'object') continue;
    const want = own.has(field) ? String(given[field]).toLowerCase() : expected;
    same(`${key}, ${field}`, record[field], want);
  }
  await readBack(server, { key, input, variant }, { record, given, extras });
}

/** A search that names a record finds just this one; the seed's own texts, which it hasn't, are left out. */
async function findMade(
  server: LiveServer,
  { key, given, seed, extras }: { key: string; given: Row; seed: Row; extras: { key?: string } },
): Promise<void> {
  const by = key.replace(/^find_(platform_)?/, '');
  const wanted = given[by];
  const isNamed = typeof wanted === 'string' && wanted !== seed[by];
  const fields = chatwootOperations.find((operation) => operation.key === key)?.fields ?? [];
  const required = fields.flatMap((field) => (field.required ? [field.key] : []));
  const asked = Object.entries(given).filter(
    ([field, value]) => !isNamed || required.includes(field) || value !== seed[field],
  );
  const found = await server.app
    .search(key, Object.fromEntries(asked), extras)
    .catch(asLacking(server));
  if (!isNamed) return;
  const names = found.map((row) => (by === 'portal' ? row['slug'] : row['id']));
  same('what is found', names, [wanted]);
}

/** Looks for a changed or deleted record with the search of its kind, where it has one by ID. */
async function readBack(
  { app }: LiveServer,
  { key, variant }: Walk,
  { record, given, extras }: { record: Row; given: Row; extras: { key?: string } },
): Promise<void> {
  const [, action = '', noun = ''] = /^(create|update|delete)_(.+)$/.exec(key) ?? [];
  const search = chatwootOperations.find((operation) => operation.key === `find_${noun}`);
  const by = noun.replace(/^platform_/, '');
  if (!search?.fields.some((field) => field.key === by)) return;
  const id = noun === 'portal' ? record['slug'] : record['id'];
  const scope = Object.fromEntries(
    search.fields.filter((field) => field.required).map((field) => [field.key, given[field.key]]),
  );
  const input = { ...scope, [by]: action === 'delete' ? given[by] : id };
  const find = (): Promise<Row[]> => app.search(search.key, input, extras);
  if (action === 'delete') {
    // Inboxes, accounts, users and portals the server deletes in the background: while a record goes,
    // it answers 401 over an inbox and 500 over a user.
    const isGone = async (): Promise<true | undefined> =>
      (await find().catch(() => [{}])).length === 0 || undefined;
    await eventually('the deletion', isGone);
    return;
  }
  const found = await find();
  const stored = found[0] ?? {};
  for (const [field, value] of Object.entries(variant === 'full' ? record : {})) {
    const isPlain = ['string', 'number', 'boolean'].includes(typeof value);
    if (isPlain && field in given && field in stored) {
      same(`${field}, read again`, stored[field], value);
    }
  }
}

/** An input with records of this server in place of the seed's, and which of its fields got a name of their own. */
async function filled(
  server: LiveServer,
  records: Records,
  { key, values }: { key: string; values: Row },
): Promise<[Row, Set<string>]> {
  const given: Row = {};
  const own = new Set<string>();
  for (const [field, value] of Object.entries(values)) {
    if (key === 'find_inbox_contact' && PROOFS.includes(field)) continue;
    const record = value === '' ? undefined : await records.of(field);
    const isSearch = key.startsWith('find_');
    if (record !== undefined) given[field] = Array.isArray(value) ? [record] : record;
    else if (!isSearch && typeof value === 'string' && UNIQUE.test(field)) {
      own.add(field);
      const name = server.fresh();
      if (field === 'email') given[field] = `${name}@example.com`;
      else if (field === 'slug') given[field] = name;
      else if (field === 'url') given[field] = webhookUrl(server);
      else given[field] = `${name}.example.com`;
    } else given[field] = value;
  }
  return [given, own];
}

/** What a server lacks the app says with the release that brought it, or the edition. */
function asLacking(server: LiveServer): (fault: unknown) => never {
  return (fault) => {
    const message = messageOf(fault);
    const [, release] = /Chatwoot (\d+\.\d+(?:\.\d+)?)/.exec(message) ?? [];
    if (release && !server.atLeast(release)) throw new NotApplicable(`needs Chatwoot ${release}`);
    if (message.includes('Enterprise edition')) {
      throw new NotApplicable('only the Enterprise edition has it');
    }
    if (message.includes('for good once an account of this platform app was deleted')) {
      throw new NotApplicable('an earlier run of this platform app deleted an account');
    }
    throw fault;
  };
}
