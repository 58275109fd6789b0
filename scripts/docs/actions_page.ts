import { brand } from '../../brands/current.js';
import type { ChatwootEntry } from '../../platforms/chatwoot/operations/entry.js';
import { chatwootOperations } from '../../platforms/chatwoot/operations/index.js';
import type { HighlevelEntry } from '../../platforms/highlevel/operations/entry.js';
import { highlevelOperations } from '../../platforms/highlevel/operations/index.js';
import type { Entry } from '../../platforms/catalogue/entry.js';
import type { Need } from '../../platforms/contract/offers.js';
import type { Platform } from '../../platforms/contract/platform.js';
import { isOffered } from '../../steps/capability.js';
import { stepFacts, type StepFacts } from './step_facts.js';

/** A step as its file declares it. */
interface Step {
  key: string;
  needs?: Need;
  display: { label: string; description: string; hidden?: boolean };
}

/** How many operations that aren't outdated the vendor's document of contacts has. */
const HIGHLEVEL_CONTACT_CALLS = 31;

/** What is done by other operations than the vendor's own, and why. */
const HIGHLEVEL_INSTEAD: Record<string, { steps: string[]; because: string }> = {
  'POST /contacts/upsert': {
    steps: ['find_contact', 'create_contact', 'update_contact'],
    because:
      'found, then created or updated: upsert replaces tags and source, and a second email that matches takes the place of the first, which is lost',
  },
};

/** Where an operation's path begins, as the page writes it. */
const BASES: Record<NonNullable<ChatwootEntry['base']>, string> = {
  account: '',
  account_v2: '/api/v2/accounts/{account}',
  platform: '/platform/api/v1',
  public: '/public/api/v1',
  server: '',
};

/**
 * docs/actions.md: everything the app offers, as its steps are declared.
 * @throws Error for a step of which neither the catalogue nor `stepFacts` knows the operations
 */
export function actionsPage(steps: {
  triggers: object;
  searches: object;
  creates: object;
}): string {
  const sections = [
    section('Triggers', steps.triggers),
    section('Searches', steps.searches),
    section('Creates', steps.creates),
  ];
  return `${[HEAD, ...sections, numbersSection(), highlevelSection()].join('\n\n')}\n`;
}

const HEAD = `# All steps

Made by \`npm run docs\` from the app's definition; a test checks that it is current.

\`Chatwoot\` stands for Konverte Digital, 99digital, Chatwoot Cloud and servers of one's own. Its paths begin below the account (\`/api/v1/accounts/{account}\`) unless they are written out. Operations of HighLevel's own stand with their paths below its API's address. The numbers are those of the 115 operations of Konverte Digital's n8n node. Requests are counted with a contact named by its ID; by its email or phone it is one more, which looks it up.`;

function section(title: string, steps: object): string {
  const visible = (Object.values(steps) as Step[]).filter(({ display }) => !display.hidden);
  const rows = visible.map((step) => {
    const facts = factsOf(step.key);
    return [
      `**${step.display.label}**<br>\`${step.key}\``,
      step.display.description,
      platformsOf(step),
      facts.operations.map((operation) => `\`${operation}\``).join('<br>'),
      facts.numbers.map(String).join(', '),
      facts.requests,
    ];
  });
  const head = ['Step', 'What it does', 'Platforms', 'Operations', '#', 'Requests'];
  return [`## ${title} (${visible.length})`, table(head, rows)].join('\n\n');
}

/** The platforms that offer a step; of those that offer all the same, the last stands for the others. */
function platformsOf({ needs }: Step): string {
  const { platforms } = brand;
  const named = platforms.filter(
    (platform, index) => !platforms.slice(index + 1).some((other) => isAlike(platform, other)),
  );
  return named
    .filter((platform) => isOffered(platform, needs))
    .map(({ label }) => label)
    .join(', ');
}

function isAlike({ offers }: Platform, other: Platform): boolean {
  return offers.size === other.offers.size && [...offers].every((one) => other.offers.has(one));
}

function numbersSection(): string {
  const steps = stepsByNumber();
  const rows = [...steps].map(([number, keys]) => [
    String(number),
    keys.map((key) => `\`${key}\``).join(', '),
  ]);
  return [`## The 115 operations (${steps.size})`, table(['#', 'Step'], rows)].join('\n\n');
}

function highlevelSection(): string {
  const steps = stepsByHighlevelCall();
  const rows = [...steps].map(([call, keys]) => {
    const because = HIGHLEVEL_INSTEAD[call]?.because;
    const shown = keys.map((key) => `\`${key}\``).join(', ');
    return [`\`${call}\``, because ? `by another path: ${shown} (${because})` : shown];
  });
  const title = `## HighLevel's Contacts API (${steps.size} of ${HIGHLEVEL_CONTACT_CALLS})`;
  return [title, table(['Operation', 'Step'], rows)].join('\n\n');
}

/** Keys of the steps that use each operation of HighLevel's Contacts API, by `METHOD path` with `{}` for an ID. */
export function stepsByHighlevelCall(): Map<string, string[]> {
  const instead = Object.entries(HIGHLEVEL_INSTEAD);
  const steps = new Map(instead.map(([call, { steps: keys }]) => [call, keys]));
  const keys = [...Object.keys(stepFacts), ...highlevelOperations.map((each) => each.key)];
  for (const key of keys) {
    const isOwn = highlevelOperations.some((each) => each.key === key);
    const { operations } = factsOf(key);
    for (const call of isOwn ? operations : highlevelCallsIn(operations)) {
      // One operation of the vendor's document, with the change in its path.
      const documented = call.replace(/\/update\/(add|remove)$/, '/update/{type}');
      const bare = documented.replaceAll(/\{\w+\}/g, '{}').replace(/\/$/, '');
      if (/^\w+ \/contacts\b/.test(bare)) steps.set(bare, [...(steps.get(bare) ?? []), key]);
    }
  }
  return new Map([...steps].sort(([one], [other]) => pathOf(one).localeCompare(pathOf(other))));
}

function pathOf(call: string): string {
  const [method = '', path = ''] = call.split(' ');
  return `${path} ${method}`;
}

/** What a hand-made step calls of HighLevel's: its own list, or that of Chatwoot's where it is the same. */
function highlevelCallsIn(operations: readonly string[]): string[] {
  const own = operations.find((each) => each.startsWith('HighLevel: '))?.slice(11);
  if (own === undefined) return [];
  return own === 'the same' ? operations.filter((each) => !each.includes(': ')) : own.split(', ');
}

/** Keys of the steps that cover each of the 115 operations, in the operations' order. */
export function stepsByNumber(): Map<number, string[]> {
  const steps = new Map<number, string[]>();
  for (const key of [...Object.keys(stepFacts), ...chatwootOperations.map((each) => each.key)]) {
    for (const number of factsOf(key).numbers) {
      steps.set(number, [...(steps.get(number) ?? []), key]);
    }
  }
  return new Map([...steps].sort(([one], [other]) => one - other));
}

/** What docs/actions.md says of a step. @throws Error when nothing is known of it */
export function factsOf(key: string): StepFacts {
  const operation = chatwootOperations.find((candidate) => candidate.key === key);
  const ofHighlevel = highlevelOperations.find((candidate) => candidate.key === key);
  const facts = operation
    ? factsOfOperation(operation)
    : ofHighlevel
      ? {
          operations: callsOf(ofHighlevel),
          numbers: [],
          requests: requestsOfHighlevel(ofHighlevel),
        }
      : stepFacts[key];
  if (!facts) throw new Error(`scripts/docs/step_facts.ts says nothing about ${key}`);
  return facts;
}

function factsOfOperation(operation: ChatwootEntry): StepFacts {
  const { base = 'account', numbers } = operation;
  return {
    operations: callsOf(operation, BASES[base]),
    numbers: [...numbers],
    requests: requestsOf(operation),
  };
}

/** `METHOD path` of an operation's list, or write, and of the way to one record. */
function callsOf(operation: Entry, base = ''): string[] {
  const { path } = operation;
  const one = operation.kind === 'search' ? operation.one : undefined;
  const method = operation.method ?? 'GET';
  const paths = one ? [path, one.path] : [path];
  // The account itself has no path below it.
  return paths.map((each) => `${method} ${base + each || '/'}`);
}

function requestsOf(operation: Entry): string {
  if (operation.kind === 'search') return operation.paged ? '1 a page' : '1';
  if (operation.parts) return `1 for every ${String(operation.parts.most)}`;
  return operation.picture ? '1, +1 for a picture' : '1';
}

function requestsOfHighlevel(operation: HighlevelEntry): string {
  const reads = operation.kind === 'create' && operation.whole !== undefined;
  if (reads) return '1 with all fields filled, else 2';
  const names = operation.kind === 'search' && operation.shape === 'contact';
  return requestsOf(operation) + (names ? ', +1 a day for the names of custom fields' : '');
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
