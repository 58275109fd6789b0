import type { Authentication } from 'zapier-platform-core';
import { onPlatform } from './steps/on_platform.js';
import { platforms } from './platforms/index.js';
import type { Platform } from './platforms/contract/platform.js';

/** Checks the connection and names it: `{label}`, such as `Acme Support (Jane on chat.example.com)`. */
export const test = onPlatform((platform) => platform.test());

const accountHelpOf = ({ accountHelp = 'leave blank' }: Platform): string => accountHelp;

/** Platforms that say the same are named together. */
const accountHelp = [...new Set(platforms.map(accountHelpOf))]
  .map((help) => {
    const saying = platforms.filter((platform) => accountHelpOf(platform) === help);
    return `**${saying.map(({ label }) => label).join(', ')}**: ${help}.`;
  })
  .join(' ');

export const authentication = {
  type: 'custom',
  test,
  connectionLabel: '{{label}}',
  fields: [
    {
      key: 'platform',
      label: 'Platform',
      type: 'string',
      required: true,
      choices: Object.fromEntries(platforms.map(({ key, label }) => [key, label])),
      helpText: 'The service whose contacts you want to keep up to date.',
    },
    {
      key: 'apiKey',
      label: 'API Key',
      type: 'password',
      required: true,
      helpText: platforms.map(({ keyHelp }) => keyHelp).join(' '),
    },
    {
      key: 'baseUrl',
      label: 'API URL',
      type: 'string',
      required: false,
      placeholder: 'https://chat.example.com',
      helpText: platforms.map(({ label, urlHelp }) => `**${label}**: ${urlHelp}.`).join(' '),
    },
    {
      key: 'accountId',
      label: 'Account ID or Location ID',
      type: 'string',
      required: false,
      helpText: accountHelp,
    },
    {
      key: 'hmacToken',
      label: 'HMAC Token',
      type: 'password',
      required: false,
      helpText:
        'Only for the inbox contact steps, and only if the API inbox verifies the identity of contacts: the token from the settings of that inbox.',
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
  ],
} satisfies Authentication;
