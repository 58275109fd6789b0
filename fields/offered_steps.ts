import type {
  Bundle,
  Create,
  PlainInputField,
  Search,
  Trigger,
  ZObject,
} from 'zapier-platform-core';
import { isOffered, lackOf } from '../steps/capability.js';
import { onPlatform } from '../steps/on_platform.js';
import type { Need } from '../platforms/contract/offers.js';
import type { Platform } from '../platforms/contract/platform.js';

type Definition = Trigger | Search | Create;

/** A step as its file declares it: what Zapier is given, and what not every platform has that it needs. */
export type Step<Given extends Definition> = Given & { needs?: Need };

/** A function of a form: of its fields, or of a dropdown. */
type Load = (z: ZObject, bundle: Bundle) => Promise<unknown>;
type Lack = NonNullable<ReturnType<typeof lackOf>>;

/**
 * The steps that a list of platforms offers, as Zapier is given them: those that work on one of them, the
 * hidden triggers of their dropdowns among them. Where a step doesn't work on all, its form begins with a
 * notice on the others, has no field of the platform's there, and its dropdowns say the same.
 */
export function stepsOn<Steps extends Record<string, Step<Definition>>>(
  platforms: readonly Platform[],
  steps: Steps,
): { [Key in keyof Steps]: Omit<Steps[Key], 'needs'> } {
  const offered = Object.entries(steps).filter(([, { needs }]) =>
    platforms.some((platform) => isOffered(platform, needs)),
  );
  const given = offered.map(([key, { needs, ...step }]) => {
    const isForAll = platforms.every((platform) => isOffered(platform, needs));
    return [key, needs === undefined || isForAll ? step : withNotice(step, needs)];
  });
  return Object.fromEntries(given) as { [Key in keyof Steps]: Omit<Steps[Key], 'needs'> };
}

function withNotice(step: Definition, needs: Need): Definition {
  // Nobody sees the form of a hidden trigger; its run says what is missing.
  if (step.display.hidden) return step;
  const notice = unlessLacking(needs, noFields, ({ message }) =>
    Promise.resolve([noticeField(message)]),
  );
  const fields = (step.operation.inputFields ?? []).map((field) => {
    if (typeof field === 'function') return unlessLacking(needs, field as Load, noFields);
    const load = loadOf(field);
    if (!load) return field;
    return { ...field, choices: { perform: unlessLacking(needs, load, refuse) } };
  });
  const operation = { ...step.operation, inputFields: [notice, ...fields] };
  return { ...step, operation } as Definition;
}

/** A function of a form that gives something else where the platform lacks what the step needs. */
function unlessLacking(needs: Need, load: Load, otherwise: (lack: Lack) => Promise<unknown>): Load {
  const instead = onPlatform(async (platform) => {
    const lack = lackOf(platform, needs);
    return lack && { given: await otherwise(lack) };
  });
  return async (z, bundle) => {
    const found = await instead(z, bundle);
    return found ? found.given : load(z, bundle);
  };
}

const noFields = (): Promise<PlainInputField[]> => Promise.resolve([]);

/** The one thing a dropdown can show besides choices is an error. */
const refuse = (lack: Lack): Promise<never> => Promise.reject(lack);

/** What fills a field's dropdown, where a function does. */
function loadOf({ choices }: PlainInputField): Load | undefined {
  return choices && 'perform' in choices && typeof choices.perform === 'function'
    ? (choices.perform as Load)
    : undefined;
}

function noticeField(helpText: string): PlainInputField {
  return { key: 'notice', label: 'Not Available Here', type: 'copy', helpText };
}
