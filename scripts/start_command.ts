import { Command } from 'commander';
import { DEMO_EMAIL } from './jobs.js';

/** What the user asked for on the command line. */
export interface StartOptions {
  contact: string;
  /** `field=value` pairs. */
  set: string[];
  yes?: boolean;
  verbose?: boolean;
}

/** The command line of `npm start`. @param width columns that its help may take */
export function startCommand(width: number): Command {
  return new Command('npm start --')
    .configureOutput({ getOutHelpWidth: () => width, getErrHelpWidth: () => width })
    .description(
      'Runs the main job of Contact Bridge through the real Zapier app: connect, find a contact, update it, and show what changed.\n\n' +
        'Without settings it does so on sandboxes of all platforms on this computer. With CONTACT_BRIDGE_URL and CONTACT_BRIDGE_KEY (and, where needed, CONTACT_BRIDGE_ACCOUNT) in the environment or in .env it works on that real server instead, and asks before it writes. CONTACT_BRIDGE_PLATFORM says which platform that is: konverte_digital, 99digital, chatwoot (unless told), vixiees or highlevel.',
    )
    .option('--contact <id or email>', 'the contact to update on a real server', DEMO_EMAIL)
    .option(
      '--set <field=value>',
      'a field of Update Contact to set there; repeat for more',
      (pair: string, pairs: string[]) => [...pairs, pair],
      [],
    )
    .option('--yes', 'write to a real server without asking')
    .option('--verbose', 'show every request that was sent');
}
