import { useEffect, useRef, useState } from 'preact/hooks';
import type { Choice, ChoicePage } from '../../api.js';
import { ask, asRefused } from '../ask.js';
import { timezone } from '../timezone.js';
import { useForm, type ControlProps } from './control.js';
import { Mappable } from '../zap/mapping.js';
import { isLoaded, staticChoices } from './values.js';

interface Loaded {
  choices: Choice[];
  next?: string;
  problem?: string;
  isBusy: boolean;
}

type Option =
  { kind: 'choice'; choice: Choice } | { kind: 'custom'; text: string } | { kind: 'more' };

/** A dropdown: typing filters it, anything typed can be used as it is, further pages come on demand. */
export function ChoiceControl(props: ControlProps) {
  const { id, field, label, describedBy, disabled, onChange } = props;
  const value = typeof props.value === 'string' ? props.value : '';
  const { connection, step, input, fields, isStatic = false } = useForm();
  const [typed, setTyped] = useState<string>();
  const [active, setActive] = useState(0);
  const [loaded, setLoaded] = useState<Loaded>();
  const list = useRef<HTMLUListElement>(null);
  const newest = useRef(0);
  const isOpen = typed !== undefined;
  const isRemote = isLoaded(field);
  const choices = isRemote ? (loaded?.choices ?? []) : staticChoices(field);

  const load = async (page?: string): Promise<void> => {
    if (isStatic) {
      setLoaded({
        choices: [],
        problem: 'In the editor this list comes from the account.',
        isBusy: false,
      });
      return;
    }
    newest.current += 1;
    const turn = newest.current;
    // A later question may overtake this one: the list is that of the newest.
    const answered = (answer: Loaded): void => {
      if (turn === newest.current) setLoaded(answer);
    };
    const before = page === undefined ? [] : choices;
    setLoaded({ choices: before, isBusy: true });
    try {
      const { choices: more, next } = await ask<ChoicePage>('choices', {
        connection,
        ...step,
        input,
        fields,
        timezone: timezone(),
        field,
        ...(page !== undefined && { page }),
      });
      answered({ choices: [...before, ...more], next, isBusy: false });
    } catch (error) {
      answered({ choices: before, problem: asRefused(error).message, isBusy: false });
    }
  };
  // What is offered depends on the other fields: ask again whenever it is opened.
  const open = (): void => {
    if (isOpen || disabled) return;
    setTyped('');
    setActive(0);
    if (isRemote) void load();
  };
  const close = (): void => setTyped(undefined);

  const known = choices.find((choice) => choice.value === value);
  const wanted = (typed ?? '').trim().toLowerCase();
  const matching = choices.filter(({ value: id_, label: name }) =>
    `${name} ${id_}`.toLowerCase().includes(wanted),
  );
  const exact = choices.some((choice) => choice.value === typed?.trim());
  const options: Option[] = [
    ...matching.map((choice): Option => ({ kind: 'choice', choice })),
    ...(wanted && !exact ? [{ kind: 'custom', text: typed?.trim() ?? '' } as const] : []),
    ...(loaded?.next !== undefined && !loaded.isBusy ? [{ kind: 'more' } as const] : []),
  ];
  const pick = (option: Option | undefined): void => {
    if (!option) return;
    if (option.kind === 'more') {
      void load(loaded?.next);
      return;
    }
    onChange(option.kind === 'choice' ? option.choice.value : option.text);
    close();
  };
  useEffect(() => {
    list.current?.querySelector('.active')?.scrollIntoView({ block: 'nearest' });
  }, [active, options.length]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const moves: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const move = moves[event.key];
    if (move !== undefined) {
      event.preventDefault();
      if (!isOpen) open();
      else setActive(Math.max(0, Math.min(options.length - 1, active + move)));
    } else if (event.key === 'Enter' && isOpen) {
      event.preventDefault();
      pick(options[active]);
    } else if (event.key === 'Escape' && isOpen) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  };
  return (
    <Mappable value={value} disabled={disabled} label={label} onChange={onChange}>
      <div
        class="combo"
        onFocusOut={(event) => {
          const target = event.relatedTarget;
          if (!(target instanceof Node && event.currentTarget.contains(target))) close();
        }}
      >
        <input
          id={id}
          role="combobox"
          aria-label={label}
          aria-describedby={describedBy}
          aria-required={field.required ?? false}
          aria-expanded={isOpen}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={isOpen && options.length > 0 ? `${id}-${active}` : undefined}
          autocomplete="off"
          spellcheck={false}
          disabled={disabled}
          placeholder={isOpen && known ? known.label : (field.placeholder ?? 'Choose…')}
          value={typed ?? known?.label ?? value}
          onClick={open}
          onKeyDown={onKeyDown}
          onInput={(event) => {
            const text = event.currentTarget.value;
            // Emptied is emptied, not a wish to search.
            if (!isOpen && text === '') onChange('');
            if (!isOpen && isRemote) void load();
            setTyped(text);
            setActive(0);
          }}
        />
        {value && !isOpen && !disabled && (
          <button
            type="button"
            class="clear"
            aria-label={`Clear ${label}`}
            onClick={() => onChange('')}
          >
            ×
          </button>
        )}
        {isOpen && (
          <div class="options">
            <ul role="listbox" id={`${id}-list`} aria-label={label} ref={list}>
              {options.map((option, at) => (
                <li
                  key={at}
                  id={`${id}-${at}`}
                  role="option"
                  aria-selected={option.kind === 'choice' && option.choice.value === value}
                  class={`${at === active ? 'active' : ''} ${option.kind}`}
                  onMouseDown={(event) => {
                    event.preventDefault();
                    pick(option);
                  }}
                >
                  <OptionText option={option} />
                </li>
              ))}
            </ul>
            <p class="options-note" role="status">
              {optionsNote(loaded, matching.length, choices.length)}
            </p>
          </div>
        )}
      </div>
      {isRemote && known && known.label !== value && !isOpen && <code class="chosen">{value}</code>}
    </Mappable>
  );
}

function OptionText({ option }: { option: Option }) {
  if (option.kind === 'more') return <>Load more</>;
  if (option.kind === 'custom') return <>Use “{option.text}” as it is</>;
  const { label, value } = option.choice;
  return (
    <>
      {label}
      {label !== value && <code>{value}</code>}
    </>
  );
}

function optionsNote(loaded: Loaded | undefined, matching: number, all: number): string {
  if (loaded?.isBusy) return 'Loading…';
  if (loaded?.problem) return loaded.problem;
  if (all === 0) return 'The list is empty.';
  if (matching === 0) return `None of the ${all} matches.`;
  return matching === all ? '' : `${matching} of ${all}`;
}
