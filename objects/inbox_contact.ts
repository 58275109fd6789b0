/** The one sample of what the inbox contact steps give out. */
export const inboxContactSample = {
  id: '2041',
  source_id: '5f0c1a52-8f3e-4c0b-9a56-3d1f6a7b2c10',
  name: 'Jane Doe',
  first_name: 'Jane',
  last_name: 'Doe',
  email: 'jane.doe@example.com',
  phone: '+5511987654321',
};

export const inboxContactOutputFields = [
  { key: 'id', label: 'Contact ID', type: 'string' },
  { key: 'source_id', label: 'Contact Identifier', type: 'string' },
  { key: 'name', label: 'Name', type: 'string' },
  { key: 'first_name', label: 'First Name', type: 'string' },
  { key: 'last_name', label: 'Last Name', type: 'string' },
  { key: 'email', label: 'Email', type: 'string' },
  { key: 'phone', label: 'Phone', type: 'string' },
  { key: 'not_stored', label: 'Not Stored', type: 'string', list: true },
] as const;
