import type { VixieesStore } from './store.js';

const firstCreated = Date.UTC(2025, 7, 1, 8, 0);
const stepMs = 7 * 60 * 60 * 1000;

const firstNames = ['Marta', 'Jordi', 'Lucía', 'Pau', 'Carmen', 'Àlex', 'Núria', 'Iñigo', 'Rosa'];
const lastNames = ['García', 'Puig', 'Fernández', 'Serra', 'López', 'Vidal', 'Etxebarria'];
const sources = ['manual', 'csv', 'api', 'call', 'whatsapp', 'email', 'crm'];

/** Fills an empty store with 40 contacts; the first is Jane Doe. */
export function seed(store: VixieesStore): void {
  store.addContact({
    first_name: 'Jane',
    last_name: 'Doe',
    email: 'jane.doe@example.com',
    phone: '+34600000101',
    company_name: 'Doe Bakery',
    additional_emails: ['jane@bakery.example.com'],
    priority: 3,
    source: 'crm',
    country_code: 'ES',
    language: 'en',
    external_reference_id: 'crm-1001',
    external_reference_url: 'https://crm.example.com/contacts/1001',
    is_client: true,
    skills: ['sales'],
    custom_attributes: [
      { key: 'plan', value: 'premium' },
      { key: 'visits', value: 7 },
    ],
    created_at: createdAt(0),
  });
  store.addContact({
    first_name: 'Marc',
    last_name: 'Soler',
    second_last_name: 'Roca',
    email: 'marc.soler@example.com',
    phone: '+34600000102',
    source: 'crm',
    external_reference_id: 'erp/1002 b',
    created_at: createdAt(1),
  });
  for (let index = 2; index < 40; index += 1) store.addContact(person(index));
}

function person(index: number): Parameters<VixieesStore['addContact']>[0] {
  const number = String(101 + index);
  return {
    first_name: firstNames[index % firstNames.length],
    last_name: lastNames[index % lastNames.length],
    // Some have only a phone, some only an e-mail.
    email: index % 10 === 9 ? null : `contact${number}@example.com`,
    phone: index % 10 === 8 ? null : `+34600000${number}`,
    priority: (index % 5) + 1,
    source: sources[index % sources.length],
    country_code: 'ES',
    language: index % 2 === 0 ? 'es' : 'ca',
    created_at: createdAt(index),
  };
}

function createdAt(index: number): string {
  return new Date(firstCreated + index * stepMs).toISOString();
}
