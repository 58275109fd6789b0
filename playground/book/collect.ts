import type { AppSummary, Form, FormField, Step } from '../api.js';
import { askPlayground } from '../client.js';
import type { Playground } from '../start.js';

/** Every form of an app on one connection, as far as that platform has the step. */
export interface Book {
  /** The connection's. */
  id: string;
  brand: string;
  platform: string;
  listedAs: string | undefined;
  pages: BookPage[];
}

export interface BookPage {
  step: Step;
  form: Pick<Form, 'fields' | 'groups' | 'problem'>;
}

/**
 * Loads the forms of all steps on each sandbox.
 * @param wants leaves some out
 * @throws Error when the app doesn't load
 */
export async function collectBooks(
  playground: Playground,
  wants: (connection: string, step: Step) => boolean = () => true,
): Promise<Book[]> {
  const { status, answer } = await askPlayground<AppSummary>(playground, 'app');
  if (status !== 200) throw new Error(JSON.stringify(answer));
  const { brand, steps, connections } = answer;
  const books: Book[] = [];
  for (const { id, platform, listedAs } of connections) {
    const own = steps.filter(
      ({ hidden, platforms }) =>
        !hidden && (!platforms || !listedAs || platforms.split(', ').includes(listedAs)),
    );
    const pages: BookPage[] = [];
    for (const step of own.filter((one) => wants(id, one)))
      pages.push({ step, form: await formOf(playground, id, step) });
    books.push({ id, brand: brand.name, platform, listedAs, pages });
  }
  return books;
}

async function formOf(
  playground: Playground,
  connection: string,
  { kind, key }: Step,
): Promise<BookPage['form']> {
  const { answer } = await askPlayground<Form>(playground, 'form', {
    connection,
    kind,
    key,
    input: {},
  });
  const { fields, groups, problem } = answer;
  return { fields: fields.map(short), groups, ...(problem && { problem }) };
}

/** `meta` is for the step alone. */
function short(field: FormField): FormField {
  return { ...field, meta: undefined };
}
