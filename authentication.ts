import type { Authentication } from 'zapier-platform-core';
import { brand } from './brands/current.js';
import type { ConnectionForm, Platform } from './platforms/contract/platform.js';
import { onPlatform } from './steps/on_platform.js';

/** Checks the connection and names it: `{label}`, such as `Acme Support (Jane on chat.example.com)`. */
export const test = onPlatform((platform) => platform.test());

/** The connection to platforms: with one alone, its form asks for nothing that only others have. */
export function authenticationOf(platforms: readonly Platform[]) {
  const forms = platforms.map(({ connection }) => connection);
  const accounts = [...new Set(forms.flatMap(({ account }) => account?.label ?? []))];
  const helpOf = (read: (form: ConnectionForm) => string | undefined): string =>
    helpFor(platforms, read);
  return {
    type: 'custom',
    test,
    connectionLabel: '{{label}}',
    fields: [
      ...(platforms.length > 1 ? [platformField(platforms)] : []),
      {
        key: 'apiKey',
        label: 'API Key',
        type: 'password',
        required: true,
        helpText: helpOf(({ keyHelp }) => keyHelp),
      },
      ...(forms.some(({ url }) => url)
        ? [
            {
              key: 'baseUrl',
              label: 'API URL',
              type: 'string' as const,
              required: forms.every(({ url }) => url?.required),
              placeholder: forms.find(({ url }) => url)?.url?.placeholder ?? '',
              helpText: helpOf(({ url }) => url?.help),
            },
          ]
        : []),
      ...(accounts.length > 0
        ? [
            {
              key: 'accountId',
              label: accounts.join(' or '),
              type: 'string' as const,
              required: forms.every(({ account }) => account?.required),
              helpText: helpOf(({ account }) => account?.help),
            },
          ]
        : []),
      ...(forms.some(({ isOwnServer }) => isOwnServer) ? ownServerFields : []),
    ],
  } satisfies Authentication;
}

/** What each platform says, under its name where there are others; those that say the same are named together. */
function helpFor(
  platforms: readonly Platform[],
  read: (form: ConnectionForm) => string | undefined,
): string {
  const helps = [...new Set(platforms.flatMap(({ connection }) => read(connection) ?? []))];
  if (platforms.length === 1) return helps.join('');
  return helps
    .map((help) => {
      const saying = platforms.filter(({ connection }) => read(connection) === help);
      return `**${saying.map(({ label }) => label).join(', ')}**: ${help}`;
    })
    .join(' ');
}

const platformField = (platforms: readonly Platform[]) => ({
  key: 'platform',
  label: 'Platform',
  type: 'string' as const,
  required: true,
  choices: Object.fromEntries(platforms.map(({ key, label }) => [key, label])),
  helpText: 'The service whose contacts you want to keep up to date.',
});

const ownServerFields = [
  {
    key: 'hmacToken',
    label: 'HMAC Token',
    type: 'password',
    required: false,
    helpText:
      'Only for steps named “… in API Inbox”, if that inbox verifies the identity of contacts: the token from the settings of the inbox.',
  },
  {
    key: 'timeoutSeconds',
    label: 'Timeout',
    type: 'string',
    required: false,
    placeholder: '20',
    helpText: 'Seconds to wait for an answer of the server, from 1 to 28. Blank means 20.',
  },
  {
    key: 'allowSelfSigned',
    label: 'Allow Self-Signed Certificate',
    type: 'boolean',
    required: false,
    helpText:
      'Only for a server of your own without a proper certificate: its identity is then not checked.',
  },
  {
    key: 'proxyUrl',
    label: 'Proxy URL',
    type: 'string',
    required: false,
    placeholder: 'http://proxy.example.com:3128',
    helpText: 'Only if your server can be reached through a proxy alone.',
  },
] satisfies Authentication['fields'];

export const authentication = authenticationOf(brand.platforms);
