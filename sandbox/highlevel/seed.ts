import { locationId, otherLocationId } from './keys.js';
import type {
  Contact,
  Conversation,
  CustomField,
  CustomValue,
  DataType,
  HighlevelStore,
  Location,
  NewMessage,
  User,
  Workflow,
} from './store.js';

const hourMs = 60 * 60 * 1000;
const firstContactAdded = Date.UTC(2025, 0, 6, 14, 0);
const firstMessageAdded = Date.UTC(2025, 5, 2, 13, 0);

const people =
  `Aaron Abbott, Bella Brooks, Carlos Castillo, Diana Dixon, Elena Espinoza, Frank Foster,
  Grace Gupta, Hannah Hughes, Ivan Ibarra, Julia Jensen, Kevin Kim, Laura Lopez,
  Marcus Miller, Nina Novak, Oscar O'Neill, Paula Park, Quentin Quinn, Rosa Ramirez,
  Samuel Scott, Tara Thompson, Ulrich Underwood, Vera Valdez, William White, Xenia Xu,
  Yusuf Young, Zoe Ziegler, Anna Müller, Beatriz da Silva, Chloé Dubois, Dmitri Petrov,
  Emily Carter, Felix Braun, Gloria Mendez, Henry Nguyen, Isla Murray, Jack Russo`.split(/,\s*/);

const cities = [
  { city: 'Austin', state: 'TX', postalCode: '73301' },
  { city: 'Denver', state: 'CO', postalCode: '80202' },
  { city: 'Tampa', state: 'FL', postalCode: '33602' },
];

const tagSets = [['lead'], ['lead', 'newsletter'], ['customer'], []];

const users: User[] = [
  user('userAlice00000000001', ['Alice', 'Admin'], '+15552019001', 'admin'),
  user('userBob0000000000001', ['Bob', 'Baker'], '+15552019002', 'user'),
  user('userCarol00000000001', ['Carol', 'Clark'], '+15552019003', 'user'),
];

const colours = ['Red', 'Green', 'Blue'];

/** Ids: `field` + the name in camel case, filled with zeros to 20 characters. */
const customFields: CustomField[] = [
  field('fieldNickname0000001', 'Nickname', 'TEXT'),
  field('fieldHistory00000001', 'Medical history', 'LARGE_TEXT'),
  field('fieldVisits000000001', 'Visits', 'NUMERICAL'),
  field('fieldBalance00000001', 'Balance', 'MONETORY'),
  field('fieldWorkPhone000001', 'Work phone', 'PHONE'),
  field('fieldLastVisit000001', 'Last visit', 'DATE'),
  field('fieldPlan00000000001', 'Plan', 'SINGLE_OPTIONS', ['Basic', 'Premium', 'Family']),
  field('fieldInterests000001', 'Interests', 'MULTIPLE_OPTIONS', [
    'Whitening',
    'Braces',
    'Implants',
  ]),
  field('fieldInsured00000001', 'Insured', 'RADIO', ['Yes', 'No']),
  field('fieldColours00000001', 'Favourite colours', 'CHECKBOX', colours),
  field('fieldFamily000000001', 'Family', 'TEXTBOX_LIST', [
    { id: 'boxSpouse', label: 'Spouse' },
    { id: 'boxChild', label: 'Child' },
  ]),
  field('fieldXray00000000001', 'X-ray', 'FILE_UPLOAD'),
  field('fieldCallAt000000001', 'Call at', 'TIME'),
  { ...field('fieldDealSize0000001', 'Deal size', 'TEXT'), ...opportunity('deal_size') },
];

/** Fills an empty store: Acme Dental with 40 contacts (Jane Doe first) and a location next door. */
export function seed(store: HighlevelStore): void {
  store.locations.push(
    location(locationId, 'Acme Dental'),
    location(otherLocationId, 'Globex Smile'),
  );
  // Copies, so that what a test changes is gone after the next reset.
  store.customFields = structuredClone(customFields);
  store.users = structuredClone(users);
  seedContacts(store);
  seedConversations(store);
  seedTasksAndWorkflows(store);
  store.businesses = [
    { id: 'businessBakery000001', name: 'Doe Bakery', locationId },
    { id: 'businessAcme00000001', name: 'Acme Dental', locationId },
    { id: 'businessElse00000001', name: 'Elsewhere', locationId: otherLocationId },
  ];
  store.customValues = [
    customValue(1, 'Opening hours', 'Mon-Fri 9-17'),
    customValue(2, 'Booking link', 'https://acme-dental.example.com/book'),
  ];
}

function seedTasksAndWorkflows(store: HighlevelStore): void {
  const [jane] = store.contacts.values();
  if (!jane) return;
  store.tasks.push({
    id: store.nextId('task'),
    contactId: jane.id,
    title: 'Call Jane back',
    body: '<p>About the <b>second</b> filling</p>',
    assignedTo: users[0]?.id,
    dueDate: '2026-01-06T09:00:00.000Z',
    completed: false,
  });
  store.appointments.push({
    id: store.nextId('appointment'),
    calendarId: 'calendarMain00000001',
    contactId: jane.id,
    locationId,
    title: 'Check-up',
    status: 'booked',
    appointmentStatus: 'confirmed',
    assignedUserId: users[0]?.id ?? '',
    startTime: '2026-01-06 09:00:00',
    endTime: '2026-01-06 09:30:00',
    dateAdded: '2026-01-05 09:00:00',
    dateUpdated: '2026-01-05 09:00:00',
  });
  store.campaigns = [
    { id: 'campaignSpring000001', name: 'Spring', status: 'published', locationId, contactIds: [] },
    { id: 'campaignDraft0000001', name: 'Draft', status: 'draft', locationId, contactIds: [] },
  ];
  const workflow = { version: 1, createdAt: '2025-01-06T14:00:00.000Z', contactIds: [] };
  store.workflows = [
    { ...workflow, name: 'Welcome', status: 'published', ids: [locationId, 1] as const },
    { ...workflow, name: 'Reactivation', status: 'draft', ids: [locationId, 2] as const },
    { ...workflow, name: 'Elsewhere', status: 'published', ids: [otherLocationId, 3] as const },
  ].map(({ ids: [location, number], ...rest }): Workflow => ({
    ...rest,
    status: rest.status === 'draft' ? 'draft' : 'published',
    id: `00000000-0000-4000-8000-00000000000${number}`,
    updatedAt: rest.createdAt,
    locationId: location,
    contactIds: [],
  }));
}

function seedContacts(store: HighlevelStore): void {
  store.addContact({
    firstName: 'Jane',
    lastName: 'Doe',
    email: 'jane.doe@example.com',
    phone: '+15552010101',
    companyName: 'Doe Bakery',
    address1: '3535 1st St N',
    city: 'Dolomite',
    state: 'AL',
    country: 'US',
    postalCode: '35061',
    website: 'https://jane.example.com',
    timezone: 'America/Chicago',
    source: 'public api',
    dateOfBirth: '1990-09-25',
    assignedTo: users[0]?.id,
    dndSettings: { Email: { status: 'inactive', message: '' } },
    tags: ['customer', 'newsletter'],
    customFields: {
      fieldNickname0000001: 'JD',
      fieldHistory00000001: 'No allergies.\nTwo fillings.',
      fieldVisits000000001: 7,
      fieldBalance00000001: 120.5,
      fieldWorkPhone000001: '+15552010199',
      fieldLastVisit000001: '2025-05-20',
      fieldPlan00000000001: 'Premium',
      fieldInterests000001: ['Whitening', 'Implants'],
      fieldInsured00000001: 'Yes',
      fieldColours00000001: ['Red', 'Blue'],
      fieldFamily000000001: { boxSpouse: 'Jim Doe' },
    },
    dateAdded: added(0),
  });
  const named = people.map((name, index) => person(name, index + 1));
  for (const contact of named) store.addContact(contact);
  // What integrations meet: no e-mail, no phone, no name at all.
  store.addContact({ firstName: 'Onlyphone', phone: '+15552010138', dateAdded: added(37) });
  store.addContact({ firstName: 'Nora', lastName: 'Nocontact', dateAdded: added(38) });
  store.addContact({ email: 'noname@example.com', dateAdded: added(39) });
  for (const name of ['Jane Doe', 'Peter Outside', 'Olga Outside']) {
    store.addContact({ ...person(name, 40), locationId: otherLocationId });
  }
}

function person(name: string, index: number): Partial<Contact> {
  const [firstName = '', ...rest] = name.split(' ');
  const plainName = name.normalize('NFD').replace(/[^A-Za-z ]/g, '');
  return {
    firstName,
    lastName: rest.join(' '),
    email: `${plainName.toLowerCase().replaceAll(' ', '.')}@example.com`,
    phone: `+1555201${String(101 + index).padStart(4, '0')}`,
    country: 'US',
    ...cities[index % cities.length],
    source: index % 2 === 0 ? 'website' : 'walk-in',
    assignedTo: users[index % 4]?.id,
    tags: tagSets[index % tagSets.length],
    dateAdded: added(index),
  };
}

function added(index: number): string {
  return new Date(firstContactAdded + index * 31 * hourMs).toISOString();
}

function seedConversations(store: HighlevelStore): void {
  const contacts = [...store.contacts.values()].filter((contact) => contact.email && contact.phone);
  for (const [index, contact] of contacts.entries()) {
    const start = firstMessageAdded + index * 5 * hourMs;
    const conversation = store.addConversation(contact, {
      type: index % 5 === 4 ? 2 : 1,
      starred: index % 7 === 3,
      dateAdded: new Date(start).toISOString(),
    });
    seedMessages(store, conversation, contact, start);
    if (index % 3 > 0) conversation.unreadCount = 0;
  }
}

function seedMessages(
  store: HighlevelStore,
  conversation: Conversation,
  contact: Contact,
  start: number,
): void {
  const at = (minutes: number) => new Date(start + minutes * 60_000).toISOString();
  const sent = { direction: 'outbound' as const, userId: contact.assignedTo };
  const add = (minutes: number, values: NewMessage): void => {
    store.addMessage(conversation, { ...values, dateAdded: at(minutes) });
  };
  add(1, { body: `Hi, this is ${contact.firstName}. Do you have time on Friday?` });
  add(7, { ...sent, body: 'Yes: 10:00 or 15:30?' });
  add(20, { ...sent, type: 1, messageType: 'TYPE_CALL', status: 'connected' });
  add(25, {
    ...sent,
    type: 3,
    messageType: 'TYPE_EMAIL',
    subject: 'Your appointment',
    body: '<p>See you on Friday at 10:00.</p>',
    contentType: 'text/html',
  });
  add(40, { body: 'Thank you!' });
}

function field(
  id: string,
  name: string,
  dataType: DataType,
  picklistOptions?: CustomField['picklistOptions'],
): CustomField {
  const key = name.toLowerCase().replace(/[^a-z0-9]+/g, '_');
  return {
    id,
    name,
    fieldKey: `contact.${key}`,
    placeholder: name,
    dataType,
    position: 0,
    picklistOptions,
    locationId,
    model: 'contact',
  };
}

function customValue(number: number, name: string, value: string): CustomValue {
  const key = name.toLowerCase().replace(' ', '_');
  return {
    id: `customValue00000000${number}`,
    name,
    fieldKey: `{{ custom_values.${key} }}`,
    value,
    locationId,
  };
}

function opportunity(key: string): Pick<CustomField, 'model' | 'fieldKey'> {
  return { model: 'opportunity', fieldKey: `opportunity.${key}` };
}

function user(
  id: string,
  [firstName, lastName]: [firstName: string, lastName: string],
  phone: string,
  role: string,
): User {
  return {
    id,
    name: `${firstName} ${lastName}`,
    firstName,
    lastName,
    email: `${firstName.toLowerCase()}@acme-dental.example.com`,
    phone,
    extension: '',
    roles: { type: 'account', role, locationIds: [locationId] },
    deleted: false,
  };
}

function location(id: string, name: string): Location {
  const site = name.toLowerCase().replace(' ', '-');
  const place = {
    name,
    address: '12 Main Street',
    city: 'New York',
    state: 'NY',
    country: 'US',
    postalCode: '10001',
    website: `https://${site}.example.com`,
    timezone: 'America/New_York',
  };
  return {
    id,
    companyId: 'companyAgency0000001',
    domain: `${site}.example.com`,
    ...place,
    firstName: 'Alice',
    lastName: 'Admin',
    email: `office@${site}.example.com`,
    phone: '+15552019000',
    business: place,
    social: {},
    settings: {
      allowDuplicateContact: false,
      allowDuplicateOpportunity: false,
      allowFacebookNameMerge: false,
      disableContactTimezone: false,
      contactUniqueIdentifiers: ['email', 'phone'],
    },
  };
}
