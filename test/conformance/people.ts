import type { Person } from './harness.js';

export const JANE: Person = {
  email: 'jane.conforms@example.com',
  phone: '+12025550143',
  first_name: 'Jane',
};
export const JOHN: Person = {
  email: 'john.conforms@example.com',
  phone: '+12025550144',
  first_name: 'John',
};
