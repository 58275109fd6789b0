import type { OperationInputs } from '../helpers/running/operation_inputs.js';

export const account: OperationInputs = {
  find_account_settings: {
    minimal: {},
    full: { name: 'acme' },
    unknown: { name: 'globex' },
    gives: { id: '1', name: 'Acme Support', locale: 'en', status: 'active' },
  },
  update_account_settings: {
    since: { full: '4.3' },
    minimal: { name: 'Acme' },
    full: {
      name: 'Acme Care',
      locale: 'pt_BR',
      domain: 'mail.example.com',
      support_email: 'help@example.com',
      auto_resolve_after: '1440',
      auto_resolve_message: 'Bye!',
      auto_resolve_label: '2024',
      auto_resolve_ignore_waiting: 'yes',
      audio_transcriptions: 'no',
      website: 'https://www.example.com',
      industry: 'Retail',
      company_size: '11-50',
      timezone: 'America/Sao_Paulo',
    },
    gives: {
      id: '1',
      name: 'Acme Care',
      locale: 'pt_BR',
      domain: 'mail.example.com',
      support_email: 'help@example.com',
      settings: {
        auto_resolve_after: 1440,
        auto_resolve_message: 'Bye!',
        auto_resolve_label: '2024',
        auto_resolve_ignore_waiting: true,
        audio_transcriptions: false,
      },
      custom_attributes: {
        website: 'https://www.example.com',
        industry: 'Retail',
        company_size: '11-50',
        timezone: 'America/Sao_Paulo',
      },
    },
  },
  find_audit_log: {
    minimal: {},
    full: { username: 'jane', action: 'create', auditable_type: 'Team' },
    unknown: { username: 'nobody@' },
    gives: { id: '1', action: 'create', user_id: '1', created_at: '2026-01-06T09:00:00.000Z' },
  },
};
