import { filterFields, perform as find } from '../../searches/find_message.js';
import { failureOf } from '../helpers/running/app.js';
import { run } from '../helpers/running/light_app.js';
import { guardNetwork, server } from '../helpers/nock.js';
import { answered, MESSAGES } from '../helpers/messages.js';

describe('find_message', () => {
  guardNetwork();
  const row = (id: number, fields: object = {}) => ({ ...answered, id, ...fields });
  const page = (rows: object[], before?: number) =>
    server()
      .get(MESSAGES)
      .query(before ? { before } : {})
      .reply(200, { meta: {}, payload: rows });
  const full = (last: number, fields: object = {}) =>
    Array.from({ length: 20 }, (_none, index) => row(last - 19 + index, fields));
  const finding = (filter: Record<string, unknown>, paging_token?: string) =>
    run(find, { inputData: { conversation: '42', ...filter }, meta: { paging_token } });
  const ids = ({ results }: { results: { id: string }[] }) => results.map(({ id }) => id);

  it('gives the newest first, and where the next page begins', async () => {
    page(full(120));
    const first = await finding({});
    expect(ids(first).slice(0, 2)).toEqual(['120', '119']);
    expect(first.paging_token).toBe('101');
    page([row(99), row(100)], 101);
    const second = await finding({}, '101');
    expect(ids(second)).toEqual(['100', '99']);
    expect(second.paging_token).toBeNull();
  });

  it.each([
    ['direction', { direction: 'incoming' }, ['5', '2']],
    ['direction', { direction: 'outgoing' }, ['4', '3']],
    ['without notes', { private_notes: 'exclude' }, ['5', '4', '2']],
    ['only notes', { private_notes: 'only' }, ['3']],
    ['text in any case', { text: 'PRO pl' }, ['5']],
    ['nothing', {}, ['5', '4', '3', '2']],
  ])('filters by %s, and never gives what Chatwoot noted itself', async (_case, filter, found) => {
    page([
      row(1, { message_type: 2, content: 'Jane resolved the conversation' }),
      row(2, { message_type: 0, content: null }),
      row(3, { private: true }),
      row(4, { message_type: 3 }),
      row(5, { message_type: 0, content: 'The Pro plan' }),
    ]);
    expect(ids(await finding(filter))).toEqual(found);
  });

  it('reads on while no message of a page is wanted, but not for ever', async () => {
    page(full(200));
    page([...full(180).slice(0, 19), row(180, { content: 'needle' })], 181);
    const found = await finding({ text: 'needle' });
    expect(ids(found)).toEqual(['180']);
    expect(found.paging_token).toBe('161');

    page(full(200));
    for (const before of [181, 161, 141, 121]) page(full(before - 1), before);
    expect(await finding({ text: 'needle' })).toEqual({ results: [], paging_token: '101' });
  });

  it('reads no further where the server ignores where to go on', async () => {
    page(full(200));
    page(full(200), 181);
    expect(await finding({ text: 'needle' })).toEqual({ results: [], paging_token: null });
  });

  it('finds nothing in a conversation that does not exist', async () => {
    server().get(MESSAGES).reply(404, { error: 'Resource could not be found' });
    expect(await finding({})).toEqual({ results: [], paging_token: null });
  });

  it('refuses a filter that does not exist', async () => {
    expect((await failureOf(finding({ direction: 'up' }))).message).toMatch(/^Direction: `up` is/);
    expect((await failureOf(finding({ channel: 'SMS' }))).message).toMatch(
      /^`channel` is not a field/,
    );
    expect(await run(filterFields)).toHaveLength(3);
  });
});
