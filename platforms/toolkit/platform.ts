import type { Host } from '../../http/host.js';
import type { Connection } from '../contract/connection.js';
import { offersIn, type Parts } from '../contract/offers.js';
import type { Platform } from '../contract/platform.js';

/** A platform as it declares itself; `offers` and `connect` follow from its parts. */
interface DeclaredPlatform<Client extends object> extends Omit<Platform, 'offers' | 'connect'> {
  /** What its parts talk through. Sends nothing. @throws Problem when the connection lacks what is needed */
  open: (host: Host, connection: Connection) => Client;
  /** Checks key and address in one request. @returns the connection's label, without secrets */
  test: (client: Client, connection: Connection) => Promise<{ label: string }>;
  /** What it can do, declared here alone. The client is for the parts' functions: it may not be read before. */
  parts: (client: Client) => Parts;
}

/** A platform made of its declaration. */
export function platformOf<Client extends object>({
  open,
  test,
  parts,
  ...facts
}: DeclaredPlatform<Client>): Platform {
  return {
    ...facts,
    offers: offersIn(parts(unopened(facts.label) as Client)),
    connect: (host, connection) => {
      const client = open(host, connection);
      return {
        name: facts.label,
        instead: facts.instead,
        test: () => test(client, connection),
        ...parts(client),
      };
    },
  };
}

/** Stands for a client where only what is there counts. */
function unopened(label: string): object {
  const get = (_target: object, key: string | symbol): never => {
    throw new Error(`The parts of ${label} read client.${String(key)} before one is used.`);
  };
  return new Proxy({}, { get });
}
