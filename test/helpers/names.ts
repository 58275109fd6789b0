import dns from 'node:dns';
import { isIP, isIPv6 } from 'node:net';

type Found = (failure: Error | null, addresses?: dns.LookupAddress[]) => void;
type Lookup = (name: string, options: dns.LookupOptions, done: Found) => void;

afterEach(() => {
  jest.restoreAllMocks();
});

/** Plays the name server until the test is over: only these names exist. */
export function resolveTo(names: Record<string, string[]>): void {
  jest.restoreAllMocks();
  const original = dns.lookup as Lookup;
  const lookup: Lookup = (name, options, done) => {
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
  jest.spyOn(dns, 'lookup').mockImplementation(lookup as never);
}
