import { perform as addLabels } from '../../../creates/add_contact_labels.js';
import { perform as createContact } from '../../../creates/create_contact.js';
import { perform as removeLabels } from '../../../creates/remove_contact_labels.js';
import { perform as updateContact } from '../../../creates/update_contact.js';
import { seeded } from '../../../sandbox/chatwoot/index.js';
import { conversationServer } from '../../helpers/servers/conversation_server.js';
import { run } from '../../helpers/running/app.js';
import { runOperation } from '../../helpers/running/operation_run.js';

const { janeDoe, blankIdentifier } = seeded.contacts;
const { email, website } = seeded.conversations;

// Chatwoot's own labels are lower case; what isn't is stored all the same, and shown nowhere.
describe('labels in capitals', () => {
  const server = conversationServer();
  const on = (perform: Parameters<typeof run>[0], inputData: Record<string, unknown>) =>
    run(perform, { authData: server.authData, inputData });
  const stored = (id: number) => server.sandbox.store.contact(1, id)?.labels;

  it('are put on a contact, and given out, as the platform stores them', async () => {
    const contact = String(blankIdentifier);
    const added = await on(addLabels, { contact, add_labels: ['LEAD', 'Brand-New'] });
    expect(added).toEqual({ id: contact, labels: ['lead', 'brand-new'] });
    expect(stored(blankIdentifier)).toEqual(['lead', 'brand-new']);
    expect(await on(removeLabels, { contact, remove_labels: 'Brand-NEW' })).toEqual({
      id: contact,
      labels: ['lead'],
    });
    const change = { contact, name: 'B', replace_labels: ['VIP', 'ÄRGER'] };
    expect(await on(updateContact, change)).toMatchObject({ labels: ['vip', 'ärger'] });
    expect(stored(blankIdentifier)).toEqual(['vip', 'ärger']);
    expect(
      await on(createContact, { email: 'n@example.com', add_labels: ['Churned'] }),
    ).toMatchObject({ labels: ['churned'] });
  });

  it('that a contact has from elsewhere stay, and are no reason to write again and again', async () => {
    server.sandbox.store.addContact(1, { id: 900, email: 'x@example.com', labels: ['Odd'] });
    const odd = { contact: '900', add_labels: ['odd'] };
    expect(await on(addLabels, odd)).toEqual({ id: '900', labels: ['Odd'] });
    expect(server.sent()).toEqual(['GET contacts/900/labels']);
    expect(await on(addLabels, { ...odd, add_labels: ['More'] })).toMatchObject({
      labels: ['Odd', 'more'],
    });
  });

  it('are put on a conversation, and given out, as the platform stores them', async () => {
    const conversation = String(website);
    expect(await server.runUpdate({ conversation, add_labels: 'LEAD, Brand-New' })).toMatchObject({
      labels: ['lead', 'brand-new'],
    });
    expect(server.stored(website).labels).toEqual(['lead', 'brand-new']);
    expect(
      await server.runUpdate({ conversation, remove_labels: 'BRAND-NEW', add_labels: 'lead' }),
    ).toMatchObject({ labels: ['lead'] });
    const inbox = String(seeded.inboxes.email);
    expect(
      await server.runCreate({ contact: String(janeDoe), inbox, add_labels: ['CHURNED'] }),
    ).toMatchObject({ labels: ['churned'] });
  });

  it('that a conversation has from elsewhere are spelled right where the step names them', async () => {
    server.stored(website).labels = ['Odd', 'vip'];
    const conversation = String(website);
    expect(await server.runUpdate({ conversation, priority: 'low' })).toMatchObject({
      labels: ['Odd', 'vip'],
    });
    expect(await server.runUpdate({ conversation, add_labels: 'odd' })).toMatchObject({
      labels: expect.arrayContaining(['odd', 'vip']),
    });
    expect(server.stored(website).labels.toSorted()).toEqual(['odd', 'vip']);
  });

  it('find conversations by filter and by contact alike', async () => {
    const ids = async (query: Record<string, unknown>) =>
      ((await server.runFind(query)) as { id: string }[]).map(({ id }) => Number(id));
    expect(await ids({ labels: ['LEAD'] })).toEqual([email]);
    const contact = String(server.stored(email).contact_id);
    expect(await ids({ labels: ['LEAD'], contact })).toEqual([email]);
    server.stored(website).labels = ['Odd'];
    expect(await ids({ labels: ['Odd'] })).toEqual([website]);
  });

  it('are written into settings as the platform stores them', async () => {
    await runOperation(server.sandbox.url, 'update_account_settings', {
      auto_resolve_label: 'VIP',
    });
    expect(JSON.stringify(server.bodyOf(-1))).toContain('"auto_resolve_label":"vip"');
  });
});
