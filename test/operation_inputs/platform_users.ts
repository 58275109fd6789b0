import type { OperationInputs } from '../helpers/running/operation_inputs.js';

const key = 'platformApp';

/** The seed's platform app was given user 3. */
export const platformUsers: OperationInputs = {
  find_user: {
    key,
    minimal: { user: '3' },
    full: { user: '3' },
    unknown: { user: '99' },
    gives: {
      id: '3',
      name: 'Priya Nair',
      email: 'priya.nair@example.com',
      accounts: expect.arrayContaining([
        expect.objectContaining({ id: '2', role: 'administrator' }),
      ]),
    },
  },
  create_user: {
    key,
    minimal: { name: 'Dana Levi', email: 'dana.levi@example.com', initial_sign_in: 'Tr1cky-one' },
    full: {
      name: 'Dana Levi',
      email: 'Dana.Levi@example.com',
      initial_sign_in: 'Tr1cky-one',
      display_name: 'Dana',
      custom_attributes: '{"employee_number": 42}',
    },
    gives: {
      id: '5',
      name: 'Dana Levi',
      available_name: 'Dana',
      email: 'dana.levi@example.com',
      custom_attributes: { employee_number: 42 },
    },
  },
  update_user: {
    key,
    minimal: { user: '3', name: 'Priya N.' },
    full: {
      user: '3',
      name: 'Priya N.',
      email: 'priya@example.com',
      initial_sign_in: 'Tr1cky-one',
      display_name: 'Priya',
      custom_attributes: { team: 'ops' },
    },
    unknown: { user: '99', name: 'X' },
    gives: {
      id: '3',
      name: 'Priya N.',
      email: 'priya@example.com',
      available_name: 'Priya',
      custom_attributes: { team: 'ops' },
    },
  },
  delete_user: {
    key,
    minimal: { user: '3' },
    full: { user: '3' },
    unknown: { user: '1' },
    gives: { id: '3', deleted: true },
  },
  find_sso_link: {
    key,
    minimal: { user: '3' },
    full: { user: '3' },
    unknown: { user: '99' },
    gives: {
      id: '3',
      url: expect.stringMatching(/email=priya\.nair%40example\.com&sso_auth_token=\w{64}$/),
    },
  },
};
