import { perform as newContact } from '../../triggers/new_contact.js';
import { run, runKeepingCache } from '../helpers/running/light_app.js';
import type { Harness } from './harness.js';
import type { ServerNow } from './index.js';

const MINUTE = 60_000;

/** Polling finds everything, once. */
export function pollingClaims({ burst: size = 120 }: Harness, server: ServerNow): void {
  const arrive = (count: number, from: number, ago: number): string[] =>
    Array.from({ length: count }, (_, index) => {
      const number = from + index;
      const person = {
        email: `arrived.${number}@example.com`,
        phone: `+1202555${String(1000 + number)}`,
        first_name: `Arrived ${number}`,
      };
      return server().arrive(person, new Date(Date.now() - ago + index));
    });

  it('new contacts are found whole, each once, newest first', async () => {
    const burst = arrive(size, 0, 2 * MINUTE);
    const bundle = { authData: server().authData };
    const polled = await run(newContact, bundle);
    const ids = polled.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => burst.includes(id))).toEqual(burst.toReversed());
    const later = arrive(3, size, MINUTE);
    const again = await runKeepingCache(newContact, bundle);
    const known = new Set(ids);
    expect(again.map(({ id }) => id).filter((id) => !known.has(id))).toEqual(later.toReversed());
  });

  it('a sample is one small request', async () => {
    arrive(60, 0, MINUTE);
    const meta = { isLoadingSample: true };
    const sample = await run(newContact, { authData: server().authData, meta });
    expect(sample.length).toBeGreaterThan(0);
    expect(server().requests).toHaveLength(1);
  });
}
