import type { ErrorRule } from '../http/error_rule.js';
import { Problem, type ProblemText } from '../http/problem.js';
import { fileProblems, wireProblems, wireTexts } from '../http/problems.js';
import {
  connectionProblems,
  contactProblems,
  droppedProblems,
  droppedTexts,
  inputProblems,
  repeatProblems,
} from '../platforms/toolkit/problems.js';
import { capabilityProblems, rowProblems } from '../steps/problems.js';
import {
  chatwootErrors,
  chatwootTexts,
  clientApiErrors,
  conversationErrors,
  platformErrors,
} from '../platforms/chatwoot/errors.js';
import { chatwootOperations } from '../platforms/chatwoot/operations/index.js';
import { chatwootProblems } from '../platforms/chatwoot/problems.js';
import { highlevelErrors, scopeError } from '../platforms/highlevel/errors.js';
import { highlevelOperations } from '../platforms/highlevel/operations/index.js';
import { highlevelProblems, highlevelReasons } from '../platforms/highlevel/problems.js';
import { vixieesErrors } from '../platforms/vixiees/errors.js';
import { vixieesProblems } from '../platforms/vixiees/problems.js';

/** What Zapier shows of an error. */
const LONGEST = 250;
const PLATFORM = 'Konverte Digital';
const HOST = 'conversas.minha-empresa.com.br';
const EMAIL = 'maria.fernanda.albuquerque@minha-empresa.com.br';
const PHONE = '+5511987654321';
const SUBJECT = 'article 482 of portal help-center';
const OWNER = { id: '20417', name: 'Maria Fernanda de Albuquerque' };

/** A text that is always the same, or one made of values, of which a table then has an example. */
type Examples<Table> = {
  [
    Key in keyof Table as Table[Key] extends (...values: never[]) => unknown
      ? Parameters<Table[Key]> extends []
        ? never
        : Key
      : never
  ]: Table[Key] extends (...values: infer Values) => unknown ? Values : never;
};

/** Every text of a table with realistic values; a text without an example doesn't compile. */
function textsOf<Table extends object>(
  table: Table,
  examples: Examples<Table>,
): [string, Problem][] {
  return Object.entries(table).map(([key, text]): [string, Problem] => {
    const values = (examples as Record<string, unknown[]>)[key] ?? [];
    const made = (
      typeof text === 'function' ? (text as (...given: unknown[]) => unknown)(...values) : text
    ) as string | ProblemText | Problem;
    return [key, made instanceof Problem ? made : new Problem('error', made)];
  });
}

/** Every row of a table of refusals, for every kind of record. */
function textsOfRules(rules: readonly ErrorRule[]): [string, Problem][] {
  return rules.flatMap((rule) =>
    ['', SUBJECT, 'conversation 48213'].map((subject): [string, Problem] => {
      const facts = {
        platform: PLATFORM,
        host: HOST,
        status: rule.status,
        subject,
        said: 'too long',
        code: '',
        attributes: ['phone_number'],
        kind: 'json' as const,
      };
      const name = `${rule.status} ${(rule.says ?? rule.code)?.source ?? ''} ${subject}`;
      return [name, new Problem('error', rule.text(facts))];
    }),
  );
}

const file = { field: 'Attachments', place: 2, host: HOST, name: 'Contrato de prestacao.pdf' };
const facts = {
  platform: PLATFORM,
  host: HOST,
  status: 403,
  subject: SUBJECT,
  said: 'no',
  code: '',
  attributes: [],
  kind: 'json' as const,
};
/** A failure that a text is put to. */
const FAILED = new Problem('error', `${PLATFORM} has a problem of its own (status 500).`);
const found = [OWNER, { id: '20418', name: 'Maria F. Albuquerque' }];

const DROPPED_FIELDS = ['Resolve Automatically After', 'Resolve Message'];
const DROPPED_CONTACT = {
  ofContact: [PLATFORM, ['Phone', 'External ID', '`plan_tier`']],
  ofNewContact: [PLATFORM, ['Blocked', '`plan_tier`'], '20417'],
} satisfies Partial<Examples<typeof droppedProblems>>;
const DROPPED = {
  what: droppedTexts.what(PLATFORM, DROPPED_FIELDS),
  todo: chatwootTexts.droppedTodo,
};
const DROPPED_BY_EDITION = {
  what: chatwootTexts.droppedByEdition(['Most Conversations per Agent']),
  todo: droppedTexts.todo,
};
const DROPPED_BY_OLD = {
  ...DROPPED,
  what: chatwootTexts.droppedByOld(DROPPED_FIELDS, '4.3', '3.5.2-konverte'),
};

describe.each<[string, [string, Problem][]]>([
  [
    'the wire',
    textsOf(wireProblems, {
      urlWithoutHttps: [HOST],
      notPublic: ['Proxy URL', HOST],
      unusableId: ['..'],
      tooLongToAsk: ['a'.repeat(60)],
      outOfTime: [PLATFORM],
      proxyWantsLogin: [HOST],
      proxyFailed: [HOST, 'ECONNREFUSED'],
      timeout: [PLATFORM, 20],
      cutByRun: [PLATFORM],
      unreachable: [PLATFORM, HOST, 'ECONNRESET'],
      unknownHost: [PLATFORM, HOST],
      badCertificate: [PLATFORM, HOST, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
      redirected: [PLATFORM, HOST, 'https://login.minha-empresa.com.br'],
      redirectedWithin: [HOST],
      notAnApi: [PLATFORM, HOST],
      brokenAnswer: [PLATFORM],
      tooLarge: [PLATFORM, 10 * 1024 * 1024],
      unexpectedAnswer: [PLATFORM],
    }),
  ],
  [
    'refusals',
    textsOf(wireTexts, { tooManyRequests: [facts], allowanceUsedUp: [facts], refused: [facts] }),
  ],
  [
    'files',
    textsOf(fileProblems, {
      notAnAddress: ['Attachments', 2],
      notPublic: [file],
      refused: [file, 403],
      unreachable: [file, 'ECONNRESET'],
      lostOnTheWay: [file],
      tooSlow: [file],
      tooBig: [file, 40 * 1024 * 1024],
      webPage: [file],
    }),
  ],
  [
    'the connection',
    textsOf(connectionProblems, {
      unknownPlatform: [
        'konverte',
        ['Konverte Digital', '99digital', 'Chatwoot', 'Vixiees', 'HighLevel'],
      ],
      badTimeout: [28],
    }),
  ],
  [
    'what a user fills in',
    textsOf(inputProblems, {
      badEmail: ['Contact', '20417'],
      phoneWithoutCountry: ['Phone', '(11) 98765-4321'],
      badPhone: ['Phone', '123'],
      phoneExtension: ['Work Phone', '+1 (202) 555-0101 extension 1234', '1234'],
      ambiguousPhone: ['Phone', '12025550123', '+12025550123'],
      badCountry: ['Default Country', 'Atlantis'],
      nearlyCountry: ['Default Country', 'Brazill', 'Brazil (BR)'],
      badNumber: ['Monthly Budget', 'R$ 49,90'],
      badBoolean: ['Newsletter', 'perhaps'],
      badDate: ['Renewal Date', '31/12/2026'],
      badInteger: ['Seats', '4.5'],
      tooDeep: [200],
      badJson: ['Filter'],
      badJsonShape: ['Filter', 'either'],
      badContinuation: ['row 171 of the spreadsheet of the trade fair in São Paulo'],
      rowsDisagree: [
        [117, 1204, 2305, 4010, 4999],
        ['company_name', 'attr_customer_segment', 'additional_phones', 'email'],
      ],
      rowDoneOtherwise: [117, ['company_name', 'attr_customer_segment', 'additional_phones']],
      emptyList: ['Agents'],
      badUrl: ['Avatar URL', 'www.example.com/jane.png'],
      notAnOption: ['Plan', 'Gold', ['Free', 'Starter', 'Pro', 'Business', 'Enterprise']],
      tooLong: ['Message', 151_234, 150_000],
      badId: [EMAIL, 'Contact'],
      contradicted: ['Contact', EMAIL, 'a phone number'],
      otherKind: ['Phones', EMAIL, 'a phone number'],
      contactWithoutPlus: ['Contact to Merge Into It', '(11) 98765-4321'],
      badTime: ['Snooze Until', 'tomorrow at nine'],
      pastTime: ['Snooze Until', '2025-03-14T09:30:00+02:00'],
      tooBig: ['Budget', 5_511_987_654_321, 2_147_483_647],
      missing: ['Contact Identifier'],
      unknownKeyKind: ['name', ['id', 'email', 'phone', 'external_id']],
      unknownIfMissing: ['ignore', ['stop', 'create', 'skip']],
      addedAndRemoved: ['black-friday-2026', 'Labels'],
      replaceWithOthers: ['Labels'],
      unknownIfClash: ['ignore', ['stop', 'merge']],
      clearedAndSet: ['company_name'],
      notClearable: ['avatar'],
      notChanging: ['Only When These Change', 'custom_attributes.preferred_plan_tier'],
      unknownField: ['attr_plan_tier'],
    }),
  ],
  [
    'capabilities',
    textsOf(capabilityProblems, {
      noPart: [
        PLATFORM,
        'tagged_contacts',
        'Use Updated Contact (Instant) with Only When These Labels Are Added.',
      ],
      noOperation: [
        PLATFORM,
        'Find First Response Time Distribution',
        'Use Find Conversation, Create Conversation or Update Conversation.',
      ],
      noList: [PLATFORM],
    }),
  ],
  [
    'contacts',
    textsOf(contactProblems, {
      notFound: [PLATFORM, 'phone number', PHONE],
      nobody: [PLATFORM, 'Contact to Merge Into It', 'phone number', PHONE],
      several: [PLATFORM, 'email', EMAIL, found],
      noIdToCreate: [PLATFORM, '20417'],
      taken: ['Email', EMAIL, OWNER],
      noLabels: ['Vixiees'],
      partlyDone: [
        FAILED,
        { done: ['the fields'], unsure: ['the labels'], left: ['the status'] },
        undefined,
      ],
    }),
  ],
  [
    'what was dropped',
    textsOf(droppedProblems, {
      ...DROPPED_CONTACT,
      ofUpdate: [DROPPED],
      ofNew: [DROPPED, '1234567'],
    }),
  ],
  [
    'what an old server dropped',
    textsOf(droppedProblems, {
      ...DROPPED_CONTACT,
      ofUpdate: [DROPPED_BY_OLD],
      ofNew: [DROPPED_BY_OLD, '1234567'],
    }),
  ],
  [
    'what another edition dropped',
    textsOf(droppedProblems, {
      ...DROPPED_CONTACT,
      ofUpdate: [DROPPED_BY_EDITION],
      ofNew: [DROPPED_BY_EDITION, '1234567'],
    }),
  ],
  [
    'rows',
    textsOf(rowProblems, {
      noTime: [PLATFORM],
      stopped: [new Problem('throttled', wireTexts.tooManyRequests(facts))],
      labelsNotAdded: ['Tags', highlevelReasons.tagsNotChanged(['a'.repeat(60), 'b', 'c', 'd'])],
      noneDone: [171, inputProblems.phoneWithoutCountry('Phone', '(11) 98765-4321')],
    }),
  ],
  ['repeats', textsOf(repeatProblems, { mayBeThere: [PLATFORM] })],
  ['Chatwoot’s refusals', textsOfRules(chatwootErrors)],
  ['a conversation’s failures', textsOfRules(conversationErrors)],
  ['the client API’s refusals', textsOfRules(clientApiErrors)],
  ['the platform API’s refusals', textsOfRules(platformErrors)],
  [
    'what Chatwoot’s texts take in',
    textsOf(chatwootTexts, {
      botElsewhere: [PLATFORM],
      droppedByOld: [['Resolve Automatically After', 'Resolve Message'], '4.3', '3.5.2-konverte'],
      droppedByEdition: [['Most Conversations per Agent']],
    }),
  ],
  [
    'Chatwoot',
    textsOf(chatwootProblems, {
      missingUrl: [PLATFORM],
      patternMismatch: ['Tax Number', '123-45'],
      patternMismatchCue: ['Tax Number', '123-45', 'eleven digits without points'],
      badConversationId: [PHONE],
      badRecordId: ['Agent', EMAIL],
      idTooBig: ['Agent', '99999999999999999999'],
      besideTemplate: ['Private Note'],
      tooManyFiles: [16, 15],
      badMessageId: ['Reply To', 'wamid.HBgNNTUxMTk4NzY1NDMyMRUCABIYFjNFQjBDM'],
      clash: [OWNER],
      accountNotNumber: ['https://app.konverte.digital/accounts'],
      accountNotOwn: ['17', '3 (Minha Empresa), 8 (Minha Empresa Suporte)'],
      accountNeeded: ['3 (Minha Empresa), 8 (Minha Empresa Suporte)'],
      suspended: ['Minha Empresa'],
      noAccount: [PLATFORM],
      noPriorityFilter: [PLATFORM, 100],
      wrongAddress: [PLATFORM, `https://${HOST}/chat`],
      botElsewhere: [PLATFORM, { status: 401, attributes: [], said: '', missing: false }],
      wrongHmacToken: [PLATFORM],
      unknownInboxContact: [PLATFORM, '5f0c1a52-8f3e-4c0b-9a56-3d1f6a7b2c10'],
      unknownApiInbox: [PLATFORM],
      sharedPhone: [PLATFORM, 'Maria Fernanda de Albuquerque (ID 20417)'],
      storedValue: ['Phone', 'Phone number should be in e164 format'],
      phoneOfAnother: [PHONE, PLATFORM, 'Maria Fernanda de Albuquerque (ID 20417)'],
      unknownAttribute: ['attr_plan_tier', 'plan_tier'],
      badAttributeRows: ['Other Custom Attributes'],
      setTwice: [
        'monthly_spend',
        'Other Custom Attributes, Monthly Spend',
        'Custom Attributes (JSON), Monthly Spend',
      ],
      setTwiceWithin: ['monthly_spend', 'Other Custom Attributes, Monthly Spend'],
      setAndEmptied: ['monthly_spend', 'Clear Fields'],
      setElsewhereAndEmptied: ['monthly_spend', 'Clear Fields', 'Other Custom Attributes'],
      agentNotInInbox: ['17', PLATFORM, 'Maria Fernanda (ID 3), Omar (ID 8), Jane (ID 12)'],
      unknownAgent: ['17', PLATFORM, 'Maria Fernanda'],
      unknownTeam: ['4', PLATFORM],
      unknownTeamKept: ['4', PLATFORM, 'Suporte Premium'],
      sourceMayBeTaken: [FAILED],
      cannotStart: [FAILED, PLATFORM],
      noLabelList: [PLATFORM],
      noBotList: [PLATFORM],
      noItems: ['Interactive Content', 'Ask for the Email'],
      badItem: ['Interactive Content', 'item 12, action 2'],
      badItemPart: [
        'Filter',
        'condition 12',
        'query_operator',
        '`"AND"` or `"OR"`, since another condition follows',
      ],
      badPayload: ['Query'],
      tooOld: ['Find First Response Time Distribution', '4.11', '3.5.2-konverte'],
      perhapsTooOld: ['Find First Response Time Distribution', '4.11'],
      unknownItemKey: [
        'Interactive Content',
        'item 12, action 2',
        'description',
        'type, placeholder, label, name, options, default, required, pattern, title, pattern_error',
      ],
      lacksItemKey: ['Interactive Content', 'item 12, action 2', 'payload'],
      onePicture: ['Avatar File'],
      noPicture: ['Avatar File', file.name, 'application/vnd.oasis.opendocument.text'],
    }),
  ],
  [
    'operations',
    [
      ...chatwootOperations.map(({ key, absent }) => ({ key, texts: [absent] })),
      ...[...chatwootOperations, ...highlevelOperations].map(({ key, crash, refusals = [] }) => ({
        key,
        texts: [crash, ...refusals.map(({ text }) => text)],
      })),
    ].flatMap(({ key, texts }) =>
      texts.flatMap((text): [string, Problem][] =>
        text ? [[key, new Problem('error', text)]] : [],
      ),
    ),
  ],
  [
    'HighLevel’s refusals',
    textsOfRules([
      scopeError('locations/customFields.readonly'),
      scopeError('conversations/message.readonly'),
      ...highlevelErrors,
    ]),
  ],
  [
    'HighLevel',
    textsOf(highlevelProblems, {
      takenBy: [OWNER],
      badLocation: [EMAIL],
      badContactId: ['Contact', EMAIL],
      badUserId: ['Assigned To', EMAIL],
      badConversationId: [EMAIL],
      notDone: ['message 2GjHyuzHvysMo5N5VsXc', 'Failed cancel the scheduled message'],
      noneUpdated: [
        'ocQHyuzHvysMo5N5VsXc',
        highlevelReasons.tagsNotChanged(['a'.repeat(60), 'b', 'c', 'd']),
        500,
      ],
      notFollowing: [['ocQHyuzHvysMo5N5VsXc', 'tDtDnQdgm2LXpyiqYvZ6', 'GKJxs4P5L8dWc5CFUITM']],
      stillFollowing: [['ocQHyuzHvysMo5N5VsXc', 'tDtDnQdgm2LXpyiqYvZ6', 'GKJxs4P5L8dWc5CFUITM']],
      notOfConversation: ['attr_date_of_the_last_appointment'],
      heldElsewhere: [
        'agent',
        'A conversation belongs to whom its contact is assigned to: use Update Contact with Assigned To.',
      ],
      startedWithoutMessage: [FAILED, 'tDtDnQdgm2LXpyiqYvZ6'],
      notForChannel: ['Template ID', 'Live Chat', ['Email', 'SMS', 'WhatsApp']],
      notAnEmail: ['ocQHyuzHvysMo5N5VsXc'],
      senderNeedsCountryCode: ['From Number', '(11) 98765-4321'],
      countryNotListed: ['Country', 'Bonaire, Saint Eustatius and Saba (BQ)'],
      badTimeZone: ['Time Zone', 'Brasilia'],
      dndTwice: ['Google Business (GMB)', 'Do Not Disturb On', 'Do Not Disturb for Good'],
      dndMessageAlone: ['Do Not Disturb Messages', 'Google Business (GMB)'],
      badDndMessages: ['Do Not Disturb Messages'],
      phoneNeedsCountryCode: ['Work Phone', '(11) 98765-4321'],
      unknownCustomField: ['attr_date_of_the_last_appointment'],
      timeField: ['Time of the next appointment'],
      notTaken: [
        ['Date of the last appointment', 'Do Not Disturb by channel', 'Assigned To', 'City'],
        'ocQHyuzHvysMo5N5VsXc',
      ],
      notTakenNew: [
        ['Date of the last appointment', 'Do Not Disturb by channel', 'Assigned To', 'City'],
        'ocQHyuzHvysMo5N5VsXc',
      ],
    }),
  ],
  ['Vixiees’ refusals', textsOfRules(vixieesErrors)],
  [
    'Vixiees',
    textsOf(vixieesProblems, {
      missingUrl: ['Vixiees'],
      badId: ['Contact', `${EMAIL}/x`],
      badLanguage: ['Language', 'Portugese'],
      emailOrPhoneNeeded: ['Vixiees'],
      tooManyContacts: ['Vixiees', 20_000],
      badAttributes: ['Custom Attributes'],
      unknownAttributeForm: ['Custom Attributes', 'Vixiees', '66b1f0c2a4'],
      phoneWithoutCountry: ['Additional Phones', '600 000 101'],
    }),
  ],
])('the texts of %s', (_where, texts) => {
  it.each(texts)('%s: fit into what Zapier shows', (_key, { text, message }) => {
    const whole = [text.what, text.todo].filter(Boolean).join(' ');
    expect({ message, fits: whole.length <= LONGEST }).toEqual({ message, fits: true });
    expect(message).not.toMatch(/undefined|null|NaN|\[object|function/);
  });
});

describe('the texts of the wire', () => {
  it.each(
    textsOf(wireTexts, {
      tooManyRequests: [facts],
      allowanceUsedUp: [facts],
      refused: [{ ...facts, status: 500 }],
    }),
  )('%s: leave room for what became of a write', (_key, { text }) => {
    const unsure = new Problem('error', text).asUnsure(true, wireTexts.mayHaveAdded);
    expect(unsure.message).toMatch(/look before you repeat it\./);
  });
});
