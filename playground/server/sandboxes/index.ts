import { ARRIVES, MOVES, TAGGED, WRITES, type SandboxKind } from './kind.js';

/** The sandboxes an account is ready on. */
export const sandboxKinds: SandboxKind[] = [
  {
    id: 'sandbox_highlevel',
    platform: 'HighLevel',
    listedAs: 'HighLevel',
    label: 'Acme Dental (sandbox)',
    events: [ARRIVES, MOVES, TAGGED],
    start: async () => (await import('./highlevel.js')).start(),
  },
  {
    id: 'sandbox_vixiees',
    platform: 'Vixiees',
    listedAs: 'Vixiees',
    label: 'Vixiees account (sandbox)',
    events: [ARRIVES],
    start: async () => (await import('./vixiees.js')).start(),
  },
  chatwootSandbox('99digital', '99digital'),
  chatwootSandbox('konverte_digital', 'Konverte Digital'),
  chatwootSandbox('chatwoot', 'Chatwoot'),
];

function chatwootSandbox(platform: string, name: string): SandboxKind {
  return {
    id: `sandbox_${platform}`,
    platform: name,
    listedAs: 'Chatwoot',
    label: 'Acme Support (sandbox)',
    events: [ARRIVES, WRITES],
    start: async () => (await import('./chatwoot.js')).start(platform),
  };
}
