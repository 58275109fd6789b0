import type { OperationInputs } from '../helpers/running/operation_inputs.js';

const key = 'platformApp';
const kept = {
  description: 'Asks for ratings',
  outgoing_url: 'https://bots.example.com/rater',
};
const values = { ...kept, avatar_url: 'https://bots.example.com/rater.png' };

/** The seed's platform app was given bot 1, of account 1. */
export const platformAgentBots: OperationInputs = {
  find_platform_agent_bot: {
    key,
    minimal: {},
    full: { agent_bot: '1', name: 'greet' },
    unknown: { agent_bot: '99' },
    gives: { id: '1', name: 'Acme Greeter', account_id: '1' },
  },
  create_platform_agent_bot: {
    since: { full: '4.12' },
    key,
    minimal: { name: 'Rater' },
    full: { name: 'Rater', account: '2', ...values },
    gives: { id: '2', name: 'Rater', account_id: '2', ...kept },
  },
  update_platform_agent_bot: {
    since: { full: '4.12' },
    key,
    minimal: { agent_bot: '1', name: 'Rater' },
    full: { agent_bot: '1', name: 'Rater', account: '2', ...values },
    unknown: { agent_bot: '99', name: 'X' },
    gives: { id: '1', name: 'Rater', account_id: '2', ...kept },
  },
  delete_platform_agent_bot: {
    key,
    minimal: { agent_bot: '1' },
    full: { agent_bot: '1' },
    unknown: { agent_bot: '99' },
    gives: { id: '1', deleted: true },
    leaves: ({ agentBots }) => expect(agentBots).toEqual([]),
  },
};
