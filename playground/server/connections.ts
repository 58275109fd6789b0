import { randomUUID } from 'node:crypto';
import type { Connection, Row } from '../api.js';
import { Refused } from './refused.js';
import type { RunningSandbox, SandboxKind } from './sandboxes/kind.js';

/** The connections of this playground: in memory, and gone with it. */
export interface Connections {
  list(): Connection[];
  /** @throws Refused when there is none of that id, or its sandbox has stopped */
  authData(id: string): Promise<Row>;
  /** Keeps one's own connection, whose test has passed. */
  add(label: string, platform: string, authData: Row): Connection;
  remove(id: string): void;
  /** Starts a sandbox with its seed again. @throws Refused when the connection has none */
  restart(id: string): Promise<void>;
  /** Makes something happen on a sandbox. @throws Refused when there is no such sandbox or event */
  happen(id: string, event: string): Promise<void>;
  close(): Promise<void>;
}

/** For apps that need none. */
export const NO_CONNECTION = 'none';

interface Own {
  connection: Connection;
  authData: Row;
}

export function createConnections(kinds: SandboxKind[]): Connections {
  const own = new Map<string, Own>();
  const running = new Map<string, Promise<RunningSandbox>>();
  const kindOf = (id: string): SandboxKind => {
    const kind = kinds.find((candidate) => candidate.id === id);
    if (!kind) throw new Refused(404, 'This connection is not there any more. Choose another one.');
    return kind;
  };
  const sandbox = (id: string): Promise<RunningSandbox> => {
    const started = running.get(id) ?? kindOf(id).start();
    running.set(id, started);
    return started;
  };

  return {
    list: () => [
      ...kinds.map(({ id, label, platform, listedAs, events }) => ({
        id,
        label,
        platform,
        listedAs,
        origin: 'sandbox' as const,
        events: events.map(({ key, label: name }) => ({ key, label: name })),
      })),
      ...[...own.values()].map(({ connection }) => connection),
    ],
    async authData(id) {
      if (id === NO_CONNECTION) return {};
      const mine = own.get(id);
      if (mine) return mine.authData;
      const { authData } = await sandbox(id);
      if (!(await answers(String(authData['baseUrl'])))) {
        throw new Refused(
          503,
          'The sandbox has stopped. Start it again; what was changed in it is gone.',
          'restart_sandbox',
        );
      }
      return authData;
    },
    add(label, platform, authData) {
      const id = randomUUID();
      const listedAs = kinds.find((kind) => kind.platform === platform)?.listedAs;
      const connection: Connection = {
        id,
        label,
        origin: 'own',
        platform,
        ...(listedAs && { listedAs }),
        events: [],
      };
      own.set(id, { connection, authData });
      return connection;
    },
    remove: (id) => void own.delete(id),
    async restart(id) {
      kindOf(id);
      const old = await running.get(id);
      running.delete(id);
      await old?.close().catch(() => undefined);
      await sandbox(id);
    },
    async happen(id, key) {
      if (!kindOf(id).events.some((event) => event.key === key)) {
        throw new Refused(404, `Nothing called ${key} can happen there.`);
      }
      (await sandbox(id)).happen(key);
    },
    async close() {
      own.clear();
      const started = await Promise.all(running.values());
      await Promise.all(started.map((one) => one.close()));
    },
  };
}

/** True when somebody listens there; what is answered doesn't matter. */
async function answers(url: string): Promise<boolean> {
  return fetch(url, { method: 'HEAD' }).then(
    () => true,
    () => false,
  );
}
