import dns from 'node:dns';
import { isIP, isIPv6 } from 'node:net';

type Found = (failure: Error | null, addresses?: dns.LookupAddress[]) => void;
type Lookup = (name: string, options: dns.LookupOptions, done: Found) => void;

/** @returns what plays the name server until a test of the file that calls this is over: only these names exist */
export function nameServer(): (names: Record<string, string[]>) => void {
  let spy: jest.SpyInstance | undefined;
  afterEach(() => spy?.mockRestore());
  return (names) => {
    spy?.mockRestore();
    const lookup = lookupOf(names);
    spy = jest.spyOn(dns, 'lookup').mockImplementation(lookup as never);
  };
}

function lookupOf(names: Record<string, string[]>): Lookup {
  const original = dns.lookup as Lookup;
  return (name, options, done) => {
    // A server asks for the address it is to listen at, in its own way.
    if (isIP(name)) {
      original(name, options, done);
      return;
    }
    const addresses = names[name];
    if (!addresses) {
      done(Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND' }));
      return;
    }
    done(
      null,
      addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 })),
    );
  };
}
