import dns from 'node:dns';
import { BlockList, isIP, isIPv4, type LookupFunction } from 'node:net';

/** The code of the error with which `publicLookup` refuses a name. */
export const NOT_PUBLIC = 'ENOTPUBLIC';

/** What IANA's registry of special addresses keeps from the internet (RFC 6890), and multicast. */
const SPECIAL_IPV4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const;
/** All that is open to the internet lies in 2000::/3 (RFC 4291), but for these parts of it. */
const SPECIAL_IPV6 = [
  ['::', 3],
  ['4000::', 2],
  ['8000::', 1],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const;
/** An IPv4 address in IPv6 notation, as it is or for NAT64 (RFC 6052), is judged as that address. */
const EMBEDDED_IPV4 = /^(?:::ffff:|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/;

let special: Record<'ipv4' | 'ipv6', BlockList> | undefined;

/** Zapier runs apps on AWS Lambda, which always sets this variable. */
export function runsOnZapier(): boolean {
  return Boolean(process.env['AWS_LAMBDA_FUNCTION_NAME']);
}

/**
 * True for a URL's host that by its spelling alone isn't on the internet: a special address, or a name
 * of the machine itself. Other names are judged when they are looked up.
 * @param hostname as `URL` gives it, which turns every spelling of an IPv4 address into the usual one
 */
export function isSpecialHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (isIP(host)) return isSpecialAddress(host);
  return /(^|\.)localhost$/i.test(host);
}

/** True for loopback, private, link-local, carrier-grade, multicast, reserved and documentation addresses. */
export function isSpecialAddress(address: string): boolean {
  // Made when first needed: it costs time at every cold start.
  special ??= { ipv4: listOf('ipv4', SPECIAL_IPV4), ipv6: listOf('ipv6', SPECIAL_IPV6) };
  if (isIPv4(address)) return special.ipv4.check(address, 'ipv4');
  // What isn't an address, or names an interface of this machine, is nothing to connect to.
  if (!URL.canParse(`http://[${address}]`)) return true;
  const { hostname } = new URL(`http://[${address}]`);
  const [, high, low] = EMBEDDED_IPV4.exec(hostname.slice(1, -1)) ?? [];
  if (high === undefined || low === undefined) return special.ipv6.check(address, 'ipv6');
  const value = parseInt(high, 16) * 0x10000 + parseInt(low, 16);
  return isSpecialAddress([24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff).join('.'));
}

/** One for each family: Node's list finds IPv4 addresses in networks of IPv6 too. */
function listOf(
  family: 'ipv4' | 'ipv6',
  networks: readonly (readonly [network: string, prefix: number])[],
): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of networks) list.addSubnet(network, prefix, family);
  return list;
}

/**
 * A connection's own lookup that refuses names leading into a special network, by one of their
 * addresses even: the addresses checked are those connected to, so that a name can't change its answer
 * in between. Node doesn't ask it for hosts that are addresses: see `isSpecialHost`.
 */
export const publicLookup: LookupFunction = (hostname, options, done) => {
  dns.lookup(hostname, { ...options, all: true }, (failure, addresses) => {
    const [first] = failure ? [] : addresses;
    if (failure || !first) {
      done(failure ?? refusal('ENOTFOUND'), '');
    } else if (isSpecialHost(hostname) || addresses.some((of) => isSpecialAddress(of.address))) {
      done(refusal(NOT_PUBLIC), '');
    } else if (options.all) {
      done(null, addresses);
    } else {
      done(null, first.address, first.family);
    }
  });
};

function refusal(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`the address is refused (${code})`), { code });
}
