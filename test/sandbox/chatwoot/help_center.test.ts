import {
  account,
  agent,
  call,
  notAuthorized,
  notFound,
  operationsServer,
  sandbox,
} from '../../helpers/sandbox/operations.js';

operationsServer();

describe('help center', () => {
  const portals = `${account}/portals`;
  const categories = `${portals}/acme-help/categories`;
  const articles = `${portals}/acme-help/articles`;

  test('portals are listed and made', async () => {
    const list = await call('GET', portals, agent);
    expect(list.body['meta']).toEqual({ current_page: 1, portals_count: 1 });
    expect(list.rows[0]).toMatchObject({ slug: 'acme-help', meta: { published_count: null } });
    const body = { name: 'Docs', slug: 'docs', custom_domain: 'https://docs.example.com/x' };
    const made = await call('POST', portals, { body });
    expect(made.body).toMatchObject({ slug: 'docs', custom_domain: 'docs.example.com' });
    expect(made.body['config']).toMatchObject({ default_locale: 'en', layout: 'classic' });
    expect((await call('GET', `${portals}/acme-help`)).body['meta']).toMatchObject({
      all_articles_count: 1,
      published_count: 1,
      categories_count: 1,
    });
  });

  test('a portal is changed under its slug only', async () => {
    const body = { portal: { name: 'Acme Docs', slug: 'acme-docs' } };
    expect((await call('PATCH', portals, { body })).status).toBe(404);
    expect((await call('PATCH', `${portals}/acme-help`, { ...agent, body })).status).toBe(401);
    expect((await call('PATCH', `${portals}/nothing`, { body })).status).toBe(500);
    const changed = await call('PATCH', `${portals}/acme-help`, { body });
    expect(changed.body).toMatchObject({ name: 'Acme Docs', slug: 'acme-docs', color: '#1f93ff' });
    const deleted = await call('DELETE', `${portals}/acme-docs`);
    expect([deleted.status, deleted.text]).toEqual([200, '']);
    expect(sandbox.store.articles).toEqual([]);
  });

  test.each([
    [{}, 'param is missing or the value is empty: portal'],
    [{ color: 'red' }, "Name can't be blank, Slug can't be blank, Color is invalid"],
    [{ name: 'A', slug: 'acme-help' }, 'Slug has already been taken'],
    [{ name: 'A', slug: 'a', config: { layout: 'x' } }, 'Layout must be of type enum'],
  ])('%j is no portal', async (body, message) => {
    const refused = await call('POST', portals, { body });
    expect(refused.status).toBe(422);
    expect(refused.body['message'] ?? refused.body['error']).toBe(message);
    expect((await call('POST', portals, { ...agent, body })).body).toEqual(notAuthorized);
  });

  test('categories are made, listed, changed and deleted', async () => {
    const body = { name: 'Shipping', slug: 'shipping', locale: 'pt_BR', parent_category_id: 1 };
    const made = await call('POST', categories, { body });
    expect(made.body['payload']).toMatchObject({ slug: 'shipping', parent_category: { id: 1 } });
    const path = `${categories}/${String(made.rows[0]?.['id'])}`;
    expect((await call('GET', `${categories}?locale=en`, agent)).rows).toHaveLength(1);
    expect((await call('GET', path, agent)).body).toEqual(notAuthorized);
    const changed = await call('PATCH', path, { body: { category: { name: 'Delivery' } } });
    expect((await call('GET', path)).body).toEqual(changed.body);
    expect(changed.body['payload']).toMatchObject({ name: 'Delivery', slug: 'shipping' });
    expect((await call('DELETE', path)).status).toBe(200);
    expect((await call('GET', path)).body).toEqual(notFound);
  });

  test.each([
    [{ locale: 'en' }, "Slug can't be blank, Name can't be blank"],
    [
      { name: 'A', slug: 'a', locale: 'fr' },
      'Locale fr of category is not part of portal\'s ["en", "pt_BR"].',
    ],
    [{ name: 'A', slug: 'billing' }, 'Locale should be unique in the category and portal'],
  ])('%j is no category', async (body, message) => {
    const refused = await call('POST', categories, { body });
    expect([refused.status, refused.body['message']]).toEqual([422, message]);
    expect((await call('POST', `${portals}/no/categories`, { body })).body).toEqual(notFound);
  });

  test('articles are made, listed, changed and deleted', async () => {
    const body = { title: 'How to Pay', content: 'By card.', author_id: 2, category_id: 1 };
    const made = await call('POST', articles, { body });
    expect(made.body['payload']).toMatchObject({
      status: 'draft',
      position: 20,
      slug: expect.stringMatching(/^\d+-how-to-pay$/) as unknown,
      category: { slug: 'billing' },
      author: { id: 2 },
    });
    const path = `${articles}/${String(made.rows[0]?.['id'])}`;
    const list = await call('GET', `${articles}?query=pay&locale=en`, agent);
    expect(list.rows.map((row) => row['title'])).toEqual(['How to Pay']);
    expect(list.body['meta']).toMatchObject({ all_articles_count: 2, mine_articles_count: 1 });
    const translated = {
      title: 'Pagar',
      author_id: 1,
      associated_article_id: made.rows[0]?.['id'],
    };
    await call('POST', articles, { body: translated });
    expect((await call('GET', path)).body['payload']).toMatchObject({
      associated_articles: [{ title: 'Pagar', portal: { slug: 'acme-help' } }],
    });
    const orphan = { ...translated, slug: 'orphan', associated_article_id: 99 };
    expect((await call('POST', articles, { body: orphan })).body).toEqual(notFound);
    const changed = await call('PATCH', path, { body: { status: 1 } });
    expect(changed.body['payload']).toMatchObject({ status: 'published', title: 'How to Pay' });
    expect((await call('GET', path)).body).toEqual(changed.body);
    expect((await call('DELETE', path)).status).toBe(200);
    expect((await call('GET', path)).body).toEqual(notFound);
  });

  test.each([
    [{ title: 'A' }, 422, "Author must exist, Author can't be blank"],
    [{ author_id: 1 }, 422, "Title can't be blank"],
    [{ title: 'A', author_id: 1, status: 'published' }, 422, "Content can't be blank"],
    [{ title: 'A', author_id: 1, slug: 'search' }, 422, 'Slug is reserved'],
    [{ title: 'A', author_id: 1, status: 'gone' }, 500, undefined],
    [{ title: 'A', author_id: 1, slug: '1767600000-where-are-my-invoices' }, 500, undefined],
  ])('%j is no article', async (body, status, message) => {
    const refused = await call('POST', articles, { body });
    expect([refused.status, refused.body['message']]).toEqual([status, message]);
    expect((await call('POST', articles, { ...agent, body })).body).toEqual(notAuthorized);
  });
});
