import { idOf, messageOf, type Row } from './check.js';
import type { Api } from './api.js';

/** Whose keys there are. */
export interface AccountKeys {
  administrator: string;
  agent?: string;
  bot?: string;
  platformApp?: string;
}

interface MadeAccount {
  accountId: string;
  keys: AccountKeys;
  /** Paths of what was made, to be taken away in the end; scenarios add what outlives the account. */
  made: string[];
  /** Takes the account, its people and all else of `made` away again. */
  remove: () => Promise<void>;
}

/**
 * Makes an account with an administrator, an agent and a bot, through the platform API.
 * What was made before something fails is taken away again.
 */
export async function makeAccount(api: Api, mark: string, token: string): Promise<MadeAccount> {
  const made: string[] = [];
  const make = async (path: string, body: Row): Promise<Row> => {
    const row = await api.root('POST', `/platform/api/v1/${path}`, body, token);
    made.push(`/platform/api/v1/${path}/${idOf(row)}`);
    return row;
  };
  const remove = async (): Promise<void> => {
    const faults: string[] = [];
    for (const path of made.splice(0).toReversed()) {
      const key = path.startsWith('/platform/') ? token : undefined;
      await api.root('DELETE', path, undefined, key).catch((fault: unknown) => {
        // A scenario may have deleted it.
        if (!messageOf(fault).includes(' → 404 ')) faults.push(messageOf(fault));
      });
    }
    if (faults.length > 0) throw new Error(`Not all of ${mark} could be removed: ${faults[0]}`);
  };
  try {
    const accountId = idOf(await make('accounts', { name: `Contact Bridge ${mark}` }));
    const join = async (role: string): Promise<string> => {
      const password = `Aa1!${mark}${role}`;
      const email = `${role}.${mark}@example.com`;
      const user = await make('users', { name: `${role} ${mark}`, email, password });
      const member = { user_id: user['id'], role };
      await api.root('POST', `/platform/api/v1/accounts/${accountId}/account_users`, member, token);
      return tokenOf(user);
    };
    const administrator = await join('administrator');
    const agent = await join('agent');
    const bot = await make('agent_bots', { name: `bot ${mark}`, account_id: Number(accountId) });
    const keys = { administrator, agent, bot: tokenOf(bot), platformApp: token };
    return { accountId, keys, made, remove };
  } catch (fault) {
    await remove();
    throw fault;
  }
}

function tokenOf(row: Row): string {
  const { access_token: token } = row;
  if (typeof token === 'string') return token;
  throw new Error(`the platform API gave no access token: ${Object.keys(row).join(', ')}`);
}
