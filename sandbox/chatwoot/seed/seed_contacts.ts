import { emailOf } from './seed_people.js';
import { at } from './seed_time.js';
import { seeded } from './seeded.js';
import { addConversation } from '../conversations/conversation_records.js';
import { newRow } from './seed_row.js';
import { noteColumns, type Store } from '../store.js';

/** Adds the contacts: some with a part to play, the others ordinary. */
export function addContacts(store: Store): void {
  const { janeDoe, widgetVisitor, blankIdentifier, blocked, sameName, secureUser } =
    seeded.contacts;
  store.addContact(1, {
    id: janeDoe,
    name: 'Jane Doe',
    email: 'jane.doe@example.com',
    phone_number: '+5511987654321',
    identifier: 'crm-1001',
    labels: ['vip', 'newsletter'],
    custom_attributes: {
      plan_note: 'Renews every January',
      customer_code: 'BR-1001',
      seats: 25,
      monthly_spend: 499.9,
      discount: 10,
      crm_link: 'https://crm.example.com/contacts/1001',
      renewal_date: '2026-12-31',
      plan_tier: 'Pro',
      newsletter_opt_in: true,
      'billing.city': 'São Paulo',
      'vat-id': 'BR-55-1001',
      עיר: 'תל אביב',
    },
    additional_attributes: {
      city: 'São Paulo',
      country: 'Brazil',
      country_code: 'BR',
      company_name: 'Doe Comércio',
      description: 'Prefers e-mail',
      social_profiles: { linkedin: 'jane-doe-example', github: '', facebook: '', twitter: '' },
    },
    last_activity_at: at(820),
    created_at: at(1),
  });
  store.addContact(1, { id: widgetVisitor, name: 'snowy-sun-611', created_at: at(2) });
  // Another integration once cleared the identifier with '': no second contact can do the same.
  store.addContact(1, {
    id: blankIdentifier,
    name: 'Bianca Rossi',
    email: 'bianca.rossi@example.com',
    identifier: '',
    created_at: at(3),
  });
  store.addContact(1, {
    id: blocked,
    name: 'Carl Spammer',
    email: 'carl.spammer@example.com',
    blocked: true,
    labels: ['churned'],
    created_at: at(4),
  });
  sameName.forEach((id, index) =>
    store.addContact(1, {
      id,
      name: 'Robin Keller',
      email: `robin.keller.${index + 1}@example.com`,
      created_at: at(5 + index),
    }),
  );
  store.addContact(1, {
    id: secureUser,
    name: 'Dora Lindqvist',
    email: 'dora.lindqvist@example.com',
    identifier: 'app-user-8',
    created_at: at(8),
  });
  addOrdinaryContacts(store);
  store.addContact(2, {
    name: 'Jane Doe',
    email: 'jane.doe@example.com',
    phone_number: '+442079460018',
    created_at: at(60),
  });
  store.addContact(2, {
    name: 'Hugo Brandt',
    email: 'hugo.brandt@example.com',
    created_at: at(61),
  });
}

const ordinaryNames =
  `Amara Obi, Ben Castellan, Chiara Lombardo, Dylan Marsh, Elif Yilmaz, Farid Nasser, Greta Holm,
  Hiro Tanabe, Ines Carvalho, Jonas Weber, Katya Morozova, Liam Okafor, Mei Sato, Nadia Karim,
  Oscar Lund, Paula Reyes, Quentin Marchand, Rosa Delgado, Stefan Novak, Tara Whitfield,
  Umut Aksoy, Vera Lindgren, Wanda Kowalska, Xavier Pons, Yara Haddon, Zoltan Kis, Noa Shalev,
  Pedro Quintal, Sofie Dahl, Tomas Hruby, Aisha Bello, Marek Zielak`.split(/,\s*/);

/** The rest: with a company here, a phone number there, and every fourth without an e-mail. */
function addOrdinaryContacts(store: Store): void {
  const tiers = ['Free', 'Pro', 'Enterprise'];
  ordinaryNames.forEach((name, index) => {
    const hasEmail = index % 4 !== 3;
    store.addContact(1, {
      name,
      email: hasEmail ? emailOf(name) : null,
      phone_number:
        index % 2 === 0 && hasEmail ? null : `+120255501${String(index + 10).padStart(2, '0')}`,
      identifier: index % 5 === 0 ? `crm-${1100 + index}` : null,
      labels: index % 3 === 0 ? ['newsletter'] : index % 7 === 1 ? ['lead'] : [],
      custom_attributes:
        index % 3 === 1
          ? { plan_tier: tiers[Math.floor(index / 3) % 3] ?? 'Free', seats: index }
          : {},
      additional_attributes: index % 4 === 1 ? { company_name: 'Northwind Traders' } : {},
      last_activity_at: index % 2 === 0 ? at(200 + index) : null,
      created_at: at(10 + index * 6),
    });
  });
}

/** Adds where contacts can be reached, Jane Doe's conversation and a note on her. */
export function addSessions(store: Store): void {
  const { api, secureApi, website, whatsapp } = seeded.inboxes;
  const { janeDoe, widgetVisitor, secureUser } = seeded.contacts;
  const add = (contactId: number, inboxId: number, sourceId: string): void => {
    const contact = store.contact(1, contactId);
    const inboxRow = store.inboxes.find((row) => row.id === inboxId);
    if (contact && inboxRow) store.addContactInbox(contact, inboxRow, sourceId);
  };
  add(janeDoe, api, seeded.apiInbox.source_id);
  add(janeDoe, whatsapp, '5511987654321');
  add(widgetVisitor, website, '1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed');
  add(secureUser, secureApi, seeded.secureApiInbox.source_id);
  const [session] = store.contactInboxes;
  if (!session) throw new Error('The seed has no session of Jane Doe');
  addConversation(store, session, {
    uuid: '3d6f0a4e-52c7-4b0a-8f5c-1b2e9d7a6c31',
    assignee_id: 2,
    waiting_since: null,
    labels: ['vip'],
    custom_attributes: { order_number: '1001' },
    created_at: at(800),
    updated_at: at(820),
    last_activity_at: at(820),
  });
  const note = { id: 1, contact_id: janeDoe, user_id: 1, content: 'Called about the renewal.' };
  store.notes = [newRow(noteColumns, note, at(810))];
}
