import { asText, isRecord } from '../../http/body.js';
import type { FormPart } from '../../http/files/multipart.js';
import { path as encoded } from '../../http/path.js';
import type { Operations } from '../contract/operations.js';
import { inputProblems } from '../toolkit/problems.js';
import type { Rest } from '../toolkit/writes/add_once.js';
import { writeInOrder, type OrderedWrite } from '../toolkit/writes/in_order.js';
import { add } from './add.js';
import { ask } from './ask.js';
import type { Entry, EntryField, ReadEntry, WriteEntry } from './entry.js';
import { fill, idOf, type Filled, type GivenPicture } from './fill.js';
import { isEmpty, pick, type Catalogue, type Port, type Raw, type WithPicture } from './port.js';
import { writeParts } from './parts.js';
import { read } from './read.js';
import { sendWrite, type Sent } from './send.js';
import { explainDropped } from './stored.js';

/** What runs a catalogue's operations on one connection. @param open the catalogue, once one is run */
export function operationsIn<Read extends ReadEntry, Write extends WriteEntry<Read>>(
  open: () => Catalogue<Read, Write>,
): Operations {
  return {
    write: async (key, input) => {
      const catalogue = open();
      const isOwn = (entry: Read | Write): entry is Write =>
        entry.kind === 'create' && entry.key === key;
      const entry = found(catalogue.entries.find(isOwn), key);
      return write(catalogue, fill(catalogue.values, entry, input));
    },
    read: async (key, input, cursor) => {
      const catalogue = open();
      const isOwn = (entry: Read | Write): entry is Read =>
        entry.kind === 'search' && entry.key === key;
      const entry = found(catalogue.entries.find(isOwn), key);
      return read(catalogue, fill(catalogue.values, entry, input), cursor);
    },
  };
}

function found<Any extends Entry>(entry: Any | undefined, key: string): Any {
  if (!entry) throw new Error(`the catalogue has no ${key}`);
  return entry;
}

/**
 * Changes something. @returns the record of the answer; where it has none, what is known: its id, and
 * `deleted` after a deletion
 */
async function write<Read extends ReadEntry, Write extends WriteEntry<Read>>(
  catalogue: Catalogue<Read, Write>,
  filled: Filled<Write>,
): Promise<Raw> {
  const { picture } = filled;
  const { withPicture } = catalogue;
  if (!picture) return writeBody(catalogue, filled);
  if (!withPicture) throw new Error(`${filled.entry.key} takes a picture, its platform opens none`);
  return writeWithPicture(catalogue, filled, { picture, withPicture });
}

/** Opens the picture, writes the rest, and then the picture. */
async function writeWithPicture<Read extends ReadEntry, Write extends WriteEntry<Read>>(
  catalogue: Catalogue<Read, Write>,
  filled: Filled<Write>,
  { picture, withPicture }: { picture: GivenPicture; withPicture: WithPicture },
): Promise<Raw> {
  const { entry, body } = filled;
  const { deadline } = catalogue.wire;
  return withPicture(picture, async (open) => {
    const what = `the ${entry.noun.toLowerCase()}`;
    const last: OrderedWrite<Raw> = {
      what: `the ${picture.label}`,
      run: async (record) => {
        const part = { name: picture.name, file: await open() };
        return sendPicture(catalogue, filled, record, part);
      },
    };
    const id = idOf(filled);
    if (id === undefined) {
      return writeBody(catalogue, filled, {
        idOf: (made) => asText(made['id']),
        // The picture's answer shows the rest of it.
        read: (made) => Promise.resolve({ id: made }),
        run: (made) =>
          writeInOrder([last], made, { added: `${what} ${asText(made['id'])}`, deadline }),
      });
    }
    const dropped: EntryField[] = [];
    const first: OrderedWrite<Raw> = {
      what,
      run: async () => {
        const sent = await update(catalogue, filled);
        dropped.push(...sent.dropped);
        return sent.record;
      },
    };
    const done = await writeInOrder(isEmpty(body) ? [last] : [first, last], { id });
    if (dropped.length > 0) throw await explainDropped(catalogue, filled, dropped, done);
    return done;
  });
}

/** Adds a picture to a record that is there. @returns the record of the answer */
async function sendPicture<Write extends WriteEntry>(
  port: Port<Write>,
  filled: Filled<Write>,
  record: Raw,
  part: FormPart,
): Promise<Raw> {
  const { method, path } = filled.entry.picture ?? filled.entry;
  const data = await ask(port, filled, {
    method,
    path: path.replace('{id}', () => encoded`${asText(record['id'])}`),
    form: [part],
  });
  return { ...record, ...(isRecord(data) && port.toRecord(data)) };
}

async function writeBody<Read extends ReadEntry, Write extends WriteEntry<Read>>(
  catalogue: Catalogue<Read, Write>,
  filled: Filled<Write>,
  rest?: Rest<Raw>,
): Promise<Raw> {
  const { entry } = filled;
  if (entry.parts) return writeParts(catalogue, filled, entry.parts);
  if (entry.method === 'POST' && !entry.repeatable) return add(catalogue, filled, rest);
  const { record, dropped } = await update(catalogue, filled);
  if (dropped.length > 0) throw await explainDropped(catalogue, filled, dropped, record);
  return record;
}

/** Changes what is there already. @returns the record of the answer, and the fields that it shows not to be there */
async function update<Write extends WriteEntry>(
  port: Port<Write>,
  filled: Filled<Write>,
): Promise<Sent> {
  const { entry, body } = filled;
  const isUpdate = entry.method === 'PATCH' || entry.method === 'PUT';
  if (isUpdate && isEmpty(body)) throw inputProblems.nothingToUpdate();
  const { record, dropped } = await sendWrite(port, filled);
  const lost = (entry.again ?? []).filter((name) => name in body && record[name] !== body[name]);
  return {
    record: lost.length > 0 ? await sendAgain(port, filled, { record, lost }) : record,
    dropped,
  };
}

/** Sends the values that the server replaced by its own once more, alone. */
async function sendAgain<Write extends WriteEntry>(
  port: Port<Write>,
  filled: Filled<Write>,
  { record, lost }: { record: Raw; lost: readonly string[] },
): Promise<Raw> {
  const again = { ...filled, body: pick(filled.body, lost) };
  const { noun, fields } = filled.entry;
  const labels = fields.filter(({ key, name = key }) => lost.includes(name));
  return writeInOrder(
    [
      { what: `the ${noun.toLowerCase()}`, run: () => Promise.resolve(record) },
      {
        what: labels.map(({ label }) => label).join(', '),
        run: async () => (await sendWrite(port, again)).record,
      },
    ],
    {},
  );
}
