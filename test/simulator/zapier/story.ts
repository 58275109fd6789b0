import fc from 'fast-check';
import type { Bundle } from 'zapier-platform-core';
import { passTime } from './clock.js';
import { inject } from './faults.js';
import { primaryKeys, type Trial } from './trial.js';
import { lightZ, ZapierError } from './z.js';
import { Zap } from './zap.js';

const MINUTE = 60_000;
const FAULTS = ['reset', 'cut', 'limit', 'error', 'proxy', 'timeout', 'lost'] as const;

/** What happens next, as a failing run prints it. */
export type Event =
  | { does: 'add'; count: number; apart: number }
  | { does: 'poll'; fault?: (typeof FAULTS)[number] }
  | { does: 'pause'; minutes: number }
  | { does: 'switch' };

const event: fc.Arbitrary<Event> = fc.oneof(
  // Those that are of one instant, and bursts of more than a page.
  fc.record({
    does: fc.constant('add' as const),
    count: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 20, max: 60 })),
    apart: fc.constantFrom(0, 1, 2000),
  }),
  { arbitrary: fc.constant<Event>({ does: 'poll' }), weight: 3 },
  fc.record({ does: fc.constant('poll' as const), fault: fc.constantFrom(...FAULTS) }),
  fc.record({ does: fc.constant('pause' as const), minutes: fc.integer({ min: 1, max: 90 }) }),
  fc.constant<Event>({ does: 'switch' }),
);

/** Short stories of one Zap; a failing one shrinks to the few events that it takes. */
export const stories: fc.Arbitrary<Event[]> = fc.array(event, { minLength: 3, maxLength: 14 });

/**
 * Plays a story, then two calm polls.
 * @returns what went wrong: what was never told, told twice, or told though it is older than the Zap
 */
export async function tell(trial: Trial, story: readonly Event[]): Promise<string[]> {
  const wrong: string[] = [];
  const zap = new Zap({ minutes: 5 });
  const { sandbox, source, trigger, authData, inputData = {} } = trial;
  const primary = primaryKeys(trigger.operation.outputFields);
  let fault: (typeof FAULTS)[number] | undefined;
  const { z } = lightZ(
    () => {
      passTime(50);
      const trouble = fault && inject({ kind: fault, atRequest: 1 }, sandbox);
      if (fault !== 'lost') fault = undefined;
      return trouble;
    },
    () => undefined,
  );
  const keyOf = (item: object): string =>
    JSON.stringify(primary.map((key) => (item as Record<string, unknown>)[key]));

  const ask = async (isPopulatingDedupe: boolean): Promise<object[]> => {
    const bundle = { authData, inputData, meta: { isPopulatingDedupe } } as unknown as Bundle;
    try {
      return await trigger.operation.perform(z, bundle);
    } finally {
      sandbox.clearFaults();
    }
  };
  const switchOn = async (): Promise<void> => {
    const start = Date.now();
    zap.switchOn(start, (await ask(true)).map(keyOf));
  };
  const poll = async (kind?: (typeof FAULTS)[number]): Promise<void> => {
    passTime(5 * MINUTE);
    if (!zap.isOn) return;
    fault = kind;
    const items = await ask(false).catch((failure: unknown) => {
      if (kind === undefined || !(failure instanceof ZapierError)) throw failure;
      return [];
    });
    fault = undefined;
    if (kind === 'lost') return;
    for (const item of items) {
      if (!zap.isNew(keyOf(item))) continue;
      const told = source.told(item as Record<string, unknown>);
      if (!zap.fire(told)) wrong.push(`twice ${told.event}`);
      else if (!expected.has(told.event)) wrong.push(`stray ${told.event}`);
    }
  };
  const expected = new Set<string>();
  const happen = async (next: Event): Promise<void> => {
    switch (next.does) {
      case 'add':
        for (let made = 0; made < next.count; made += 1) {
          passTime(next.apart);
          const happening = source.add();
          zap.expect(happening, Date.now());
          if (zap.isOn) expected.add(happening.event);
        }
        // What is of one instant with a switch belongs to neither side.
        passTime(1);
        return;
      case 'poll':
        await poll(next.fault);
        // What a bad poll left is promised to one that comes soon.
        return next.fault && poll();
      case 'pause':
        passTime(next.minutes * MINUTE);
        return;
      case 'switch':
        if (!zap.isOn) return switchOn();
        zap.switchOff();
    }
  };

  await switchOn();
  for (const next of story) await happen(next);
  if (!zap.isOn) return wrong;
  await poll();
  await poll();
  return [...wrong, ...zap.takeMissed(Date.now()).map((missed) => `missed ${missed}`)];
}
