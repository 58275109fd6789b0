import dns from 'node:dns';
import type { LookupAddress } from 'node:dns';
import {
  isSpecialAddress,
  isSpecialHost,
  NOT_PUBLIC,
  publicLookup,
  runsOnZapier,
} from '../../http/network.js';
import { nameServer } from '../helpers/names.js';

const resolveTo = nameServer();

const hostOf = (written: string): string => new URL(`http://${written}`).hostname;

/** The first and the last address of each network, with those just outside. */
const NETWORKS: [network: string, inside: string[], outside: string[]][] = [
  ['0/8', ['0.0.0.0', '0.255.255.255'], ['1.0.0.0']],
  ['10/8', ['10.0.0.0', '10.255.255.255'], ['9.255.255.255', '11.0.0.0']],
  ['100.64/10', ['100.64.0.0', '100.127.255.255'], ['100.63.255.255', '100.128.0.0']],
  ['127/8', ['127.0.0.1', '127.255.255.255'], ['126.255.255.255', '128.0.0.0']],
  ['169.254/16', ['169.254.0.0', '169.254.169.254'], ['169.253.255.255', '169.255.0.0']],
  ['172.16/12', ['172.16.0.0', '172.31.255.255'], ['172.15.255.255', '172.32.0.0']],
  ['192.0.0/24', ['192.0.0.0', '192.0.0.255'], ['191.255.255.255', '192.0.1.0']],
  ['192.0.2/24', ['192.0.2.0', '192.0.2.255'], ['192.0.3.0']],
  ['192.88.99/24', ['192.88.99.0', '192.88.99.255'], ['192.88.98.255', '192.88.100.0']],
  ['192.168/16', ['192.168.0.0', '192.168.255.255'], ['192.167.255.255', '192.169.0.0']],
  ['198.18/15', ['198.18.0.0', '198.19.255.255'], ['198.17.255.255', '198.20.0.0']],
  ['198.51.100/24', ['198.51.100.0', '198.51.100.255'], ['198.51.99.255', '198.51.101.0']],
  ['203.0.113/24', ['203.0.113.0', '203.0.113.255'], ['203.0.112.255', '203.0.114.0']],
  ['224/4', ['224.0.0.0', '239.255.255.255'], ['223.255.255.255']],
  ['240/4', ['240.0.0.0', '255.255.255.255'], []],
  ['unspecified and loopback', ['::', '::1'], []],
  ['IPv4-compatible', ['::7f00:1', '::8.8.8.8'], []],
  ['IPv4-mapped', ['::ffff:127.0.0.1', '::ffff:a00:1'], ['::ffff:8.8.8.8', '::ffff:808:808']],
  ['NAT64', ['64:ff9b::10.0.0.1', '64:ff9b::7f00:1'], ['64:ff9b::8.8.8.8']],
  ['NAT64 of a network’s own', ['64:ff9b:1::1', '64:ff9b:1:ffff::808:808'], []],
  ['discard', ['100::', '100::ffff:ffff:ffff:ffff'], []],
  ['Teredo and its neighbours', ['2001::', '2001:1ff:ffff::1'], ['2001:200::1', '2000:ffff::1']],
  ['documentation', ['2001:db8::1', '2001:db8:ffff::1', '3fff::1'], ['2001:db9::1', '3ffe::1']],
  ['6to4', ['2002::', '2002:7f00:1::', '2002:808:808::1'], ['2003::1']],
  ['segment routing', ['5f00::1'], []],
  ['unique local', ['fc00::', 'fd00::1', 'fdff:ffff::1'], []],
  ['link-local', ['fe80::1', 'febf::1', 'fe80::1%eth0'], []],
  ['site-local', ['fec0::1'], []],
  ['multicast', ['ff00::', 'ff02::1'], []],
];

describe('an address', () => {
  it.each(NETWORKS)('of %s is special, its neighbours are not', (_network, inside, outside) => {
    expect(inside.filter((address) => !isSpecialAddress(address))).toEqual([]);
    expect(outside.filter(isSpecialAddress)).toEqual([]);
  });

  it.each([
    '8.8.8.8',
    '2606:4700::ffff:7f00:1',
    '2606:4700:4700::1111',
    '2a00:1450:4001:82f::200e',
  ])('of the internet is not: %s', (address) => expect(isSpecialAddress(address)).toBe(false));

  it('that is none is nothing to connect to', () => {
    expect(
      ['', 'x', '1.2.3', '1.2.3.4.5', 'g::1'].filter((text) => !isSpecialAddress(text)),
    ).toEqual([]);
  });
});

describe('a host', () => {
  it.each([
    ...NETWORKS.flatMap(([, inside]) => inside)
      .filter((address) => !address.includes('%'))
      .map((address) => (address.includes(':') ? `[${address}]` : address)),
    '2130706433',
    '0x7f.1',
    '0177.0.0.1',
    '127.1',
    '127.0.0.1.',
    '0',
    '１２７.0.0.1',
    '[0:0:0:0:0:0:0:1]',
    '[0:0:0:0:0:FFFF:7F00:0001]',
    'localhost',
    'LOCALHOST',
    'localhost.',
    'app.localhost',
    'app.localhost.',
  ])('spelled %s is special', (written) => {
    expect(isSpecialHost(hostOf(written))).toBe(true);
  });

  it.each([
    'chat.example.com',
    'localhost.example.com',
    'notlocalhost',
    '127.0.0.1.example.com',
    '8.8.8.8',
    '134744072',
    '[2606:4700:4700::1111]',
  ])('spelled %s is not', (written) => {
    expect(isSpecialHost(hostOf(written))).toBe(false);
  });
});

describe('publicLookup', () => {
  const ask = (
    name: string,
    options: dns.LookupOptions,
  ): Promise<{ code: string | undefined; found: string | LookupAddress[]; family?: number }> =>
    new Promise((done) => {
      publicLookup(name, options, (failure, found, family) => {
        done({ code: failure?.code, found, ...(family !== undefined && { family }) });
      });
    });

  it.each(NETWORKS)('refuses a name that leads into %s', async (_network, inside) => {
    for (const address of inside) {
      resolveTo({ 'files.example.com': [address] });
      expect((await ask('files.example.com', { all: true })).code).toBe(NOT_PUBLIC);
      expect((await ask('files.example.com', {})).code).toBe(NOT_PUBLIC);
    }
  });

  it('refuses a name with one such address among good ones, wherever it stands', async () => {
    for (const addresses of [
      ['8.8.8.8', '10.0.0.1'],
      ['10.0.0.1', '8.8.8.8'],
      ['2606:4700:4700::1111', '::1', '8.8.8.8'],
    ]) {
      resolveTo({ 'files.example.com': addresses });
      expect((await ask('files.example.com', { all: true })).code).toBe(NOT_PUBLIC);
    }
  });

  it('refuses with a code that no lookup of Node’s has', async () => {
    resolveTo({ 'files.example.com': ['10.0.0.1'] });
    expect((await ask('files.example.com', {})).code).toBe('ENOTPUBLIC');
  });

  it('asks for all addresses, beside what it was asked for', async () => {
    resolveTo({ 'files.example.com': ['8.8.8.8'] });
    await ask('files.example.com', { family: 4, hints: 0 });
    expect(jest.mocked(dns.lookup)).toHaveBeenLastCalledWith(
      'files.example.com',
      { family: 4, hints: 0, all: true },
      expect.any(Function),
    );
  });

  it('refuses the machine’s own names whatever they lead to', async () => {
    resolveTo({ localhost: ['8.8.8.8'], 'a.localhost.': ['8.8.8.8'] });
    expect((await ask('localhost', { all: true })).code).toBe(NOT_PUBLIC);
    expect((await ask('a.localhost.', { all: true })).code).toBe(NOT_PUBLIC);
  });

  it('hands over the addresses it has checked, as they were asked for', async () => {
    resolveTo({ 'files.example.com': ['8.8.8.8', '2606:4700:4700::1111'] });
    expect(await ask('files.example.com', { all: true, hints: 0 })).toEqual({
      code: undefined,
      found: [
        { address: '8.8.8.8', family: 4 },
        { address: '2606:4700:4700::1111', family: 6 },
      ],
    });
    expect(await ask('files.example.com', {})).toEqual({
      code: undefined,
      found: '8.8.8.8',
      family: 4,
    });
  });

  it('says of a name that nobody knows what Node says', async () => {
    resolveTo({ 'empty.example.com': [] });
    expect((await ask('nobody.example.com', { all: true })).code).toBe('ENOTFOUND');
    expect((await ask('empty.example.com', { all: true })).code).toBe('ENOTFOUND');
  });
});

describe('where the app runs', () => {
  it('is Zapier where Lambda has named its function', () => {
    jest.replaceProperty(process, 'env', { AWS_LAMBDA_FUNCTION_NAME: 'zapier-app' });
    expect(runsOnZapier()).toBe(true);
    jest.replaceProperty(process, 'env', {});
    expect(runsOnZapier()).toBe(false);
  });
});
