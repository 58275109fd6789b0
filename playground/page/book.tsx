import { render } from 'preact';
import { useState } from 'preact/hooks';
import type { StepName } from '../api.js';
import type { Book } from '../book/collect.js';
import { FormOf } from './form/control.js';
import { StepForm } from './form/form.js';
import { Markdown } from './form/markdown.js';
import { ProblemText } from './run/problem_text.js';
import { StepPicker } from './step_picker.js';
import { defaultsOf, inputOf, type Values } from './form/values.js';

/** The form book: every form of a platform, without a server behind it. */
function BookView({ book }: { book: Book }) {
  const steps = book.pages.map(({ step }) => step);
  const [name, setName] = useState<StepName | undefined>(() => fromAddress() ?? steps[0]);
  const page = book.pages.find(({ step }) => step.kind === name?.kind && step.key === name.key);
  const open = (step: StepName): void => {
    location.replace(`#${step.kind}.${step.key}`);
    setName(step);
  };
  return (
    <>
      <header class="top">
        <div class="brand">
          <strong>{book.brand}</strong>
          <span>
            {book.brand === book.platform ? 'every form' : `on ${book.platform}: every form`}
          </span>
        </div>
      </header>
      <div class="columns book">
        <StepPicker steps={steps} current={page?.step} listedAs={book.listedAs} onPick={open} />
        {page && <PageView key={page.step.key} page={page} />}
      </div>
    </>
  );
}

function PageView({ page: { step, form } }: { page: Book['pages'][number] }) {
  const [values, setValues] = useState<Values>(() => defaultsOf(form.fields));
  const context = {
    connection: '',
    step: { kind: step.kind, key: step.key },
    input: inputOf(values, form.fields),
    fields: form.fields,
    isStatic: true,
  };
  return (
    <main id="step" class="step">
      <h1>{step.label}</h1>
      <Markdown class="description" text={step.description} />
      <form onSubmit={(event) => event.preventDefault()}>
        <FormOf.Provider value={context}>
          <StepForm form={form} values={values} onChange={setValues} />
        </FormOf.Provider>
        {form.problem && <ProblemText problem={form.problem} />}
        {form.fields.length === 0 && <p class="waits">This step asks for nothing.</p>}
      </form>
    </main>
  );
}

function fromAddress(): StepName | undefined {
  const [kind = '', key = ''] = location.hash.slice(1).split('.');
  return kind === 'triggers' || kind === 'searches' || kind === 'creates'
    ? { kind, key }
    : undefined;
}

const root = document.getElementById('root');
const data = document.getElementById('book')?.textContent;
if (root && data) render(<BookView book={JSON.parse(data) as Book} />, root);
