import type { Create, Search, Trigger } from 'zapier-platform-core';
import type { Brand } from '../brands/brand.js';
import type { Need } from '../platforms/contract/offers.js';
import { isOffered } from '../steps/capability.js';
import { stepsOn, type Step } from './offered_steps.js';

type Definition = Trigger | Search | Create;
type Declared = Record<string, Step<Definition>>;
type Given<Steps extends Declared> = { [Key in keyof Steps]: Omit<Steps[Key], 'needs'> };
type Speak = (text: string) => string;

/** All steps as their files declare them. */
interface Steps<T extends Declared, S extends Declared, C extends Declared> {
  triggers: T;
  searches: S;
  creates: C;
}

/**
 * The steps of a brand as Zapier is given them: what its platforms offer, without what it leaves out, in its words.
 * @throws Error when its entry names a step that its platforms can't do
 */
export function stepsOf<T extends Declared, S extends Declared, C extends Declared>(
  brand: Brand,
  { triggers, searches, creates }: Steps<T, S, C>,
): Steps<Given<T>, Given<S>, Given<C>> {
  refuseUnknown(brand, { ...triggers, ...searches, ...creates });
  return {
    triggers: publish(brand, triggers),
    searches: throttled(brand, publish(brand, searches)),
    creates: throttled(brand, publish(brand, creates)),
  };
}

function refuseUnknown({ name, platforms, without = [], catalogue }: Brand, steps: Declared): void {
  const offered = stepsOn(platforms, steps);
  for (const key of [...without, ...(catalogue?.hiddenBut ?? [])]) {
    if (!Object.hasOwn(offered, key)) {
      const labels = platforms.map(({ label }) => label).join(', ');
      throw new Error(`The brand ${name} names the step ${key}, which ${labels} can't do.`);
    }
  }
}

function publish<Steps extends Declared>(brand: Brand, steps: Steps): Given<Steps> {
  const { platforms, without = [] } = brand;
  const speak = brand.words && speaker(brand.words);
  const given = Object.entries<Step<Definition>>(stepsOn(platforms, steps))
    .filter(([key]) => !without.includes(key))
    .map(([key, step]) => {
      const shown = displayed(brand, step, steps[key]?.needs);
      return [key, speak ? inWords(speak, shown) : shown] as const;
    });
  return Object.fromEntries(given) as Given<Steps>;
}

/** Polls are left alone: one that is held too long would miss what is new. */
function throttled<Steps>({ throttle: own }: Brand, steps: Steps): Steps {
  if (!own) return steps;
  // The same for all of them, without the action in its scope, so that they count together.
  const throttle = { ...own, scope: ['auth'] };
  const given = Object.entries(steps as Record<string, Definition>).map(([key, step]) => [
    key,
    step.display.hidden ? step : { ...step, operation: { ...step.operation, throttle } },
  ]);
  return Object.fromEntries(given) as Steps;
}

/** The step with what only the brand knows: whether it is shown, and on which of its platforms it works. */
function displayed(
  { platforms, catalogue }: Brand,
  step: Definition,
  needs: Need | undefined,
): Definition {
  if (step.display.hidden) return step;
  const isOperation = needs !== undefined && typeof needs !== 'string';
  const hidden = catalogue && isOperation && !catalogue.hiddenBut.includes(step.key);
  const able = platforms.filter((platform) => isOffered(platform, needs));
  const only = able.length < platforms.length ? ` ${onlyOn(able.map(({ label }) => label))}` : '';
  const description = `${step.display.description}${only}`;
  return {
    ...step,
    display: { ...step.display, description, ...(hidden && { hidden }) },
  };
}

function onlyOn(labels: readonly string[]): string {
  return `Only on ${labels.join(', ').replace(/, ([^,]*)$/, ' and $1')}.`;
}

/** Zapier shows these before anybody connects; what a platform's own functions give is in its words already. */
function inWords(speak: Speak, step: Definition): Definition {
  const { label, description } = step.display as Record<'label' | 'description', string>;
  const { inputFields, inputFieldGroups, outputFields } = step.operation;
  const all = <Field>(fields: readonly Field[]): Field[] => fields.map((one) => spoken(speak, one));
  return {
    ...step,
    display: { ...step.display, label: speak(label), description: speak(description) },
    operation: {
      ...step.operation,
      ...(inputFields && { inputFields: all(inputFields) }),
      ...(inputFieldGroups && { inputFieldGroups: all(inputFieldGroups) }),
      ...(outputFields && { outputFields: all(outputFields) }),
    },
  };
}

/** A field or group with its texts in the brand's words; a function as it is. */
function spoken<Field>(speak: Speak, field: Field): Field {
  const { label, helpText } = field as { label?: string; helpText?: string };
  if (label === undefined && helpText === undefined) return field;
  return {
    ...field,
    ...(label !== undefined && { label: speak(label) }),
    ...(helpText !== undefined && { helpText: speak(helpText) }),
  };
}

/** Puts a brand's words in the place of ours, with their plurals and capitals. */
function speaker(words: Readonly<Record<string, string>>): Speak {
  const ours = Object.keys(words);
  const pattern = new RegExp(`\\b(${ours.join('|')})(s?)\\b`, 'gi');
  return (text) =>
    text.replace(pattern, (_whole, word: string, plural: string) => {
      const own = words[word.toLowerCase()] ?? word;
      const isCapital = /^[A-Z]/.test(word);
      return `${isCapital ? own.charAt(0).toUpperCase() + own.slice(1) : own}${plural}`;
    });
}
