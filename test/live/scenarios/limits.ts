import { failure, says } from '../check.js';
import { NotApplicable, type Scenario } from '../scenario.js';

/** Searches that an account may make in a minute. */
const SEARCHES = 100;

/** The last ones: for the rest of the minute the account can't search. */
export const limits: Scenario[] = [
  {
    name: 'too many searches are waited for',
    run: async ({ app, api }) => {
      let isLimited = false;
      // The limit counts minutes of the clock, of which one may end in between.
      for (let left = 2 * SEARCHES; left > 0 && !isLimited; left -= 1) {
        isLimited = await api.call('GET', '/contacts/search?q=nobody').then(
          () => false,
          (fault: unknown) => String(fault).includes(' 429 '),
        );
      }
      if (!isLimited) throw new NotApplicable('this server limits no searches from here');
      const run = app.search('find_contact', { text: 'nobody' });
      says('the message', await failure('it', run), /too many|limit|try again/i);
    },
  },
];
