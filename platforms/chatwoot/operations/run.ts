import { asText, isRecord } from '../../../http/body.js';
import type { FormPart } from '../../../http/files/multipart.js';
import { path as encoded } from '../../../http/path.js';
import type { ChatwootClient } from '../client.js';
import { withPicture } from '../contacts/picture.js';
import { add } from './add.js';
import { call, isEmpty, pick, type Input, type Raw } from './call.js';
import { idOf } from './errors.js';
import { toRequest, type OperationRequest } from './input.js';
import { read } from './read.js';
import { toRecord } from './record.js';
import { send } from './send.js';
import { explainDropped } from './stored.js';
import { hasRelease, versionTold } from '../server.js';
import type { Operations } from '../../contract/operations.js';
import type { ChatwootEntry, ChatwootWrite } from './entry.js';
import { chatwootOperations } from './index.js';
import { inputProblems } from '../../toolkit/problems.js';
import type { Rest } from '../../toolkit/writes/add_once.js';
import { writeInOrder, type OrderedWrite } from '../../toolkit/writes/in_order.js';

/** Runs the catalogue's operations on one connection. */
export function operationsOf(client: ChatwootClient): Operations {
  return {
    write: (key, input) => write(client, entryOf('create', key), input),
    read: (key, input, cursor) => read(client, entryOf('search', key), input, cursor),
  };
}

type OfKind<Kind> = Extract<ChatwootEntry, { kind: Kind }>;

function entryOf<Kind extends ChatwootEntry['kind']>(kind: Kind, key: string): OfKind<Kind> {
  const found = chatwootOperations.find(
    (entry): entry is OfKind<Kind> => entry.kind === kind && entry.key === key,
  );
  if (!found) throw new Error(`the catalogue has no ${kind} ${key}`);
  return found;
}

/**
 * Changes something. @returns the record of the answer; where it has none, what is known: its id, and
 * `deleted` after a deletion
 */
async function write(client: ChatwootClient, operation: ChatwootWrite, input: Input): Promise<Raw> {
  const asked = toRequest(operation, operation.path, input);
  const { picture } = asked;
  const { deadline } = client.wire;
  if (!picture) return writeBody(client, operation, input, asked);
  return withPicture(client, picture.label, picture.given, async (open) => {
    const what = `the ${operation.noun.toLowerCase()}`;
    const last: OrderedWrite<Raw> = {
      what: `the ${picture.label}`,
      run: async (record) => {
        const part = { name: picture.name, file: await open() };
        return sendPicture(client, operation, input, record, part);
      },
    };
    const id = idOf(operation, input);
    if (id === undefined) {
      return writeBody(client, operation, input, asked, {
        idOf: (made) => asText(made['id']),
        // The picture's answer shows the rest of it.
        read: (made) => Promise.resolve({ id: made }),
        run: (made) =>
          writeInOrder([last], made, { added: `${what} ${asText(made['id'])}`, deadline }),
      });
    }
    const first: OrderedWrite<Raw> = {
      what,
      run: () => writeBody(client, operation, input, asked),
    };
    const isAlone = Object.keys(asked.body).length === 0;
    return writeInOrder(isAlone ? [last] : [first, last], { id });
  });
}

/** Adds a picture to a record that is there. @returns the record of the answer */
async function sendPicture(
  client: ChatwootClient,
  operation: ChatwootWrite,
  input: Input,
  record: Raw,
  part: FormPart,
): Promise<Raw> {
  const { method, path } = operation.picture ?? operation;
  const data = await call(client, operation, input, {
    method,
    path: path.replace('{id}', () => encoded`${asText(record['id'])}`),
    form: [part],
  });
  return { ...record, ...(isRecord(data) && toRecord(data)) };
}

async function writeBody(
  client: ChatwootClient,
  operation: ChatwootWrite,
  input: Input,
  asked: OperationRequest,
  rest?: Rest<Raw>,
): Promise<Raw> {
  if (operation.method === 'POST' && !operation.repeatable) {
    return add(client, operation, input, asked, rest);
  }
  const isUpdate = operation.method === 'PATCH' || operation.method === 'PUT';
  if (isUpdate && isEmpty(asked.body)) throw inputProblems.nothingToUpdate();
  const whole = await withWhole(client, operation, input, asked);
  const { record, dropped } = await send(client, operation, input, whole);
  const lost = (operation.again ?? []).filter(
    (name) => name in asked.body && record[name] !== asked.body[name],
  );
  const done =
    lost.length > 0 ? await sendAgain(client, operation, input, asked, { record, lost }) : record;
  if (dropped.length > 0) throw await explainDropped(client, operation, dropped, done);
  return done;
}

/** Sends the values that the server replaced by its own once more, alone. */
async function sendAgain(
  client: ChatwootClient,
  operation: ChatwootWrite,
  input: Input,
  asked: OperationRequest,
  { record, lost }: { record: Raw; lost: readonly string[] },
): Promise<Raw> {
  const again = { ...asked, body: pick(asked.body, lost) };
  const labels = operation.fields.filter(({ key, name = key }) => lost.includes(name));
  return writeInOrder(
    [
      { what: `the ${operation.noun.toLowerCase()}`, run: () => Promise.resolve(record) },
      {
        what: labels.map(({ label }) => label).join(', '),
        run: async () => (await send(client, operation, input, again)).record,
      },
    ],
    {},
  );
}

/** The request with what an old server would lose of a part that it replaces as a whole. */
async function withWhole(
  client: ChatwootClient,
  operation: ChatwootWrite,
  input: Input,
  asked: OperationRequest,
): Promise<OperationRequest> {
  const { whole } = operation;
  const part = whole && asked.body[whole.name];
  if (!whole || !isRecord(part) || whole.keys.every((key) => key in part)) return asked;
  if (hasRelease(await versionTold(client, false), whole.until)) return asked;
  const stored = await call(client, operation, input, { method: 'GET', path: asked.path });
  const kept = isRecord(stored) ? whole.keep(stored) : {};
  return { ...asked, body: { ...asked.body, [whole.name]: { ...kept, ...part } } };
}
