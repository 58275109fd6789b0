import type { OperationInputs } from '../helpers/running/operation_inputs.js';

export const cannedResponses: OperationInputs = {
  find_canned_response: {
    minimal: {},
    full: { search: 'hello', short_code: 'BYE' },
    unknown: { canned_response: '99' },
    single: { canned_response: '2' },
    gives: { id: '2', short_code: 'bye', content: 'Say hello to the team!' },
  },
  create_canned_response: {
    minimal: { short_code: 'hours', content: 'Nine to five.' },
    full: { short_code: 'refund', content: 'Hi {{contact.name}}, it is on its way.' },
    gives: { id: '3', short_code: 'refund', content: 'Hi {{contact.name}}, it is on its way.' },
  },
  update_canned_response: {
    minimal: { canned_response: '1', content: 'Hi!' },
    full: { canned_response: '1', short_code: 'hi', content: 'Hi, how are you?' },
    unknown: { canned_response: '99', content: 'X' },
    gives: { id: '1', short_code: 'hi', content: 'Hi, how are you?' },
  },
  delete_canned_response: {
    minimal: { canned_response: '1' },
    full: { canned_response: '2' },
    unknown: { canned_response: '99' },
    gives: { id: '2', deleted: true },
  },
};
