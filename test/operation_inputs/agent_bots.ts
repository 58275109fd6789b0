import type { OperationInputs } from '../helpers/running/operation_inputs.js';

export const agentBots: OperationInputs = {
  find_agent_bot: {
    minimal: {},
    full: { name: 'greet', agent_bot: '1' },
    unknown: { agent_bot: '99' },
    gives: { id: '1', name: 'Acme Greeter', outgoing_url: 'https://bots.example.com/greeter' },
  },
  create_agent_bot: {
    minimal: { name: 'Triage' },
    full: {
      name: 'Triage',
      description: 'Sorts',
      outgoing_url: 'https://bots.example.com/triage',
      avatar_url: 'https://bots.example.com/triage.png',
    },
    gives: {
      id: '2',
      account_id: '1',
      name: 'Triage',
      description: 'Sorts',
      outgoing_url: 'https://bots.example.com/triage',
    },
  },
  update_agent_bot: {
    minimal: { agent_bot: '1', name: 'Greeter' },
    full: {
      agent_bot: '1',
      name: 'Greeter 2',
      description: 'Always there',
      outgoing_url: 'https://bots.example.com/2',
      avatar_url: 'https://bots.example.com/2.png',
    },
    unknown: { agent_bot: '99', name: 'X' },
    gives: {
      id: '1',
      name: 'Greeter 2',
      description: 'Always there',
      outgoing_url: 'https://bots.example.com/2',
    },
  },
  delete_agent_bot: {
    minimal: { agent_bot: '1' },
    full: { agent_bot: '1' },
    unknown: { agent_bot: '99' },
    gives: { id: '1', deleted: true },
  },
};
