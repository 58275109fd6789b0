// Answers that are successes by their status alone, and what is done about input that a server wouldn't mind.
import {
  highlevelServer,
  runOnHighlevel as run,
  sandbox,
} from '../../helpers/sandbox/highlevel.js';
import { highlevelOperations } from '../../../platforms/highlevel/operations/index.js';
import { endingOf } from '../../helpers/ending.js';
import { highlevelInputs } from '../../operation_inputs/highlevel.js';

const JANE = 'contact0000000000001';
const WELCOME = '00000000-0000-4000-8000-000000000001';
const HOURS = 'customValue000000001';
const json = { 'content-type': 'application/json' };

highlevelServer();

const writes = highlevelOperations.filter(
  (operation) => operation.kind === 'create' && operation.saysDone === true,
);

describe('what says in its body that it was not done', () => {
  it.each(writes)('is no doubt about $key', async ({ key }) => {
    sandbox.fail({ status: 200, headers: json, body: '{"succeded":false,"message":"Not now"}' });
    const { full = {}, prepare } = highlevelInputs[key] ?? {};
    prepare?.(sandbox.store);
    const message = await endingOf(run(key, full));
    expect(message).toMatch(/^HighLevel answered that it did not do this \(.*It says: "Not now"/);
    expect(message).not.toMatch(/all the same/);
    expect(message.length).toBeLessThanOrEqual(250);
  });

  it.each([
    ['cancel_scheduled_message', { message: 'message0000000000001' }],
    ['cancel_scheduled_email', { email: 'email000000000000001' }],
  ])('is believed of %s, though the status is 200', async (key, input) => {
    // It isn't scheduled: it went out long ago.
    expect(await endingOf(run(key, input))).toMatch(
      /did not do this .*Failed cancel the scheduled message/,
    );
  });

  it.each(['{"message":"fine"}', '{"status":"ok"}', '{"status":null}'])(
    'and a cancellation without a status is not believed: %s',
    async (body) => {
      sandbox.fail({ status: 200, headers: json, body });
      const input = { message: 'message0000000000001' };
      expect(await endingOf(run('cancel_scheduled_message', input))).toMatch(/does not understand/);
    },
  );
});

it('a workflow warns that a draft, and one that the contact is in, answer alike', () => {
  const entry = highlevelOperations.find(({ key }) => key === 'add_to_workflow');
  expect(entry?.warning).toMatch(/says the same .*in the workflow already.*draft/);
});

describe('the start of an event', () => {
  it.each([
    ['2026-05-01T09:00:00-05:00', '2026-05-01T09:00:00-05:00'],
    ['2026-05-01T09:00:00+0530', '2026-05-01T09:00:00+05:30'],
    ['2026-05-01 09:00', '2026-05-01T09:00:00+00:00'],
    ['2026-05-01', '2026-05-01T00:00:00+00:00'],
    ['2026-05-01T14:00:00.123Z', '2026-05-01T14:00:00+00:00'],
  ])("%s goes with its offset, as the vendor's document has it", async (given, sent) => {
    await run('add_to_workflow', { contact: JANE, workflow: WELCOME, event_start_time: given });
    expect(sandbox.requests[0]?.body).toEqual({ eventStartTime: sent });
  });

  it('must be a time', async () => {
    const input = { contact: JANE, workflow: WELCOME, event_start_time: 'tomorrow' };
    expect(await endingOf(run('add_to_workflow', input))).toMatch(/^Event Start Time: `tomorrow`/);
    expect(sandbox.requests).toEqual([]);
  });
});

it('a task may be overdue from the start', async () => {
  const input = { contact: JANE, title: 'Late', due_date: '2020-01-01T09:00:00Z' };
  expect(await run('create_task', input)).toMatchObject({ dueDate: '2020-01-01T09:00:00.000Z' });
});

describe('a custom value', () => {
  it('keeps its name, which the API wants every time', async () => {
    await run('update_custom_value', { custom_value: HOURS, value: 'closed' });
    expect(sandbox.requests.at(-1)?.body).toEqual({ name: 'Opening hours', value: 'closed' });
  });

  it('keeps its value when it gets another name', async () => {
    await run('update_custom_value', { custom_value: HOURS, name: 'Hours' });
    expect(sandbox.requests.at(-1)?.body).toEqual({ name: 'Hours', value: 'Mon-Fri 9-17' });
  });

  it('is left alone where nothing is to change', async () => {
    expect(await endingOf(run('update_custom_value', { custom_value: HOURS }))).toMatch(
      /^Nothing to change/,
    );
    expect(sandbox.requests).toEqual([]);
  });

  it('that cannot be read is not changed, and the scope is named', async () => {
    sandbox.fail({
      method: 'GET',
      status: 401,
      body: '{"message":"The token is not authorized for this scope."}',
    });
    const message = await endingOf(run('update_custom_value', { custom_value: HOURS, value: 'x' }));
    expect(message).toContain('`locations/customValues.readonly`');
    expect(sandbox.requests.map(({ method }) => method)).toEqual(['GET']);
  });
});

it('an email is read in whichever envelope', async () => {
  const email = sandbox.store.emails[0];
  const bare = { ...email, traceId: 'x' };
  sandbox.fail({ status: 200, headers: json, body: JSON.stringify(bare) });
  expect(await run('find_email', { email: email?.id })).toMatchObject([
    { id: email?.id, subject: 'Your appointment' },
  ]);
  expect(await run('find_email', { email: email?.id })).toMatchObject([
    { id: email?.id, subject: 'Your appointment' },
  ]);
});

it('a tag that is there is not made again, and the field says so', async () => {
  const message = await endingOf(run('create_tag', { name: 'Newsletter' }));
  expect(message).toMatch(/^Tag Name: the location has this tag already/);
  expect(sandbox.store.tags.filter(({ name }) => name === 'newsletter')).toHaveLength(1);
});
