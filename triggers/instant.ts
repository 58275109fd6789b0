import type { Trigger } from 'zapier-platform-core';
import type { Step } from '../fields/offered_steps.js';
import { needed } from '../steps/capability.js';
import { onPlatform } from '../steps/on_platform.js';
import type { EventKind, EventRecord } from '../platforms/contract/events.js';

/** How long an event that comes twice is known again, in seconds: deliveries follow within minutes. */
const KNOWN_SECONDS = 60 * 60;

/** What one instant trigger has of its own. */
interface InstantTrigger {
  key: string;
  kind: EventKind;
  noun: string;
  label: string;
  description: string;
  outputFields: readonly (PlainOutput | OutputFunction)[];
  sample: EventRecord;
}

type OutputFields = NonNullable<Trigger['operation']['outputFields']>;
type PlainOutput = Exclude<OutputFields[number], (...args: never[]) => unknown>;
type OutputFunction = Extract<OutputFields[number], (...args: never[]) => unknown>;

/**
 * A trigger whose events the platform sends by itself: it asks for them when the Zap is switched on,
 * and takes that back when it is switched off.
 */
export function instantTrigger(trigger: InstantTrigger) {
  const { key, kind, noun, label, description, outputFields, sample } = trigger;

  const needs = `${kind}_events` as const;

  const inputFields = onPlatform((platform) => needed(platform, needs).inputFields(kind));

  const performSubscribe = onPlatform((platform, input, { targetUrl }) =>
    needed(platform, needs).subscribe(kind, targetUrl, input),
  );

  const performUnsubscribe = onPlatform(async (platform, _input, { subscription }) => {
    await needed(platform, needs).unsubscribe(subscription);
    return {};
  });

  const perform = onPlatform(async (platform, input, { delivery, subscription, memory }) => {
    const events = needed(platform, needs);
    const received = await events.receive(kind, delivery, subscription, input);
    if (received.records.length === 0) return [];
    const isFirst = await memory.isFirst(`event:${key}:${received.key}`, KNOWN_SECONDS);
    return isFirst ? received.records : [];
  });

  const performList = onPlatform((platform, input) => needed(platform, needs).samples(kind, input));

  return {
    key,
    needs,
    noun,
    display: { label, description },
    operation: {
      type: 'hook' as const,
      inputFields: [inputFields],
      performSubscribe,
      performUnsubscribe,
      perform,
      performList,
      outputFields: [...outputFields],
      sample,
    },
  } satisfies Step<Trigger>;
}
