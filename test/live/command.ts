import { Command } from 'commander';
import type { Place } from './server.js';

/** What the user asked for on the command line. */
export interface LiveOptions extends Place {
  receiveAt?: string;
  /** Only scenarios whose name holds this text. */
  only?: string;
  yes?: boolean;
}

/** The command line of `npm run live`. @throws what commander makes of an option that is missing */
export function liveCommand(): Command {
  return new Command('npm run live --')
    .description(
      'Tries on a real Chatwoot what this app promises: through the app, as Zapier runs it, and looked at through the server’s own API.\n\n' +
        'With a platform app’s token it makes an account of its own, with its people, and removes them afterwards. With an administrator’s token it works in an account that is there, leaves out what needs an account of its own, and removes what it made; it says first what that is.\n\n' +
        'Tokens may also stand in CHATWOOT_PLATFORM_TOKEN and CHATWOOT_TOKEN, where no list of processes shows them.',
    )
    .requiredOption('--url <address>', 'the server, such as https://chat.example.com')
    .option('--platform-token <token>', 'of a platform app')
    .option('--token <token>', 'of an administrator')
    .option('--account <id>', 'the account to work in, with --token')
    .option(
      '--receive-at <address>',
      'where the server reaches this computer, such as http://10.0.0.5:4400, for instant triggers and attachments; “loopback” where it runs here',
    )
    .option('--only <text>', 'only scenarios whose name holds this')
    .option('--yes', 'work in an account that is there without being asked');
}
