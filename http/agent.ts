import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { isSpecialHost, publicLookup, runsOnZapier } from './network.js';
import { wireProblems } from './problems.js';
import type { Wire } from './wire.js';

/**
 * The agent for a connection with its own network options, and on Zapier, where names are checked as
 * they are looked up (`publicLookup`); undefined for the usual one. Like that one, ours keep no
 * connection open: a write on one that has died in the meantime would end in "it may have been done".
 * The proxy library is loaded only by connections that use it: it costs time at every cold start.
 * @throws Problem when the proxy URL isn't one, or on Zapier leads inside by its spelling
 */
export async function agentFor(wire: Wire): Promise<HttpAgent | undefined> {
  const rejectUnauthorized = !wire.allowSelfSigned;
  const lookup = runsOnZapier() ? { lookup: publicLookup } : undefined;
  if (wire.proxyUrl) {
    const proxy = proxyAddress(wire.proxyUrl);
    const { HttpsProxyAgent } = await import('./proxy_library.js');
    // What is behind the proxy, it looks up in its own network.
    const agent = new HttpsProxyAgent(proxy, lookup);
    // The constructor's options reach only the connection to the proxy; these reach the server behind it.
    Object.assign(agent.options, { rejectUnauthorized });
    return agent;
  }
  const isHttps = wire.baseUrl.startsWith('https:');
  if (!lookup && (rejectUnauthorized || !isHttps)) return undefined;
  return isHttps ? new HttpsAgent({ ...lookup, rejectUnauthorized }) : new HttpAgent(lookup);
}

function proxyAddress(text: string): URL {
  const address = URL.canParse(text) ? new URL(text) : undefined;
  if (!address || !/^https?:$/.test(address.protocol) || !loginIn(address)) {
    throw wireProblems.badProxy();
  }
  if (runsOnZapier() && isSpecialHost(address.hostname)) {
    throw wireProblems.notPublic('Proxy URL', address.host);
  }
  return address;
}

/**
 * What of a proxy's address must not be quoted: its password, alone and as it is sent; some take a token for
 * a name. None for an address that isn't one, which `agentFor` refuses.
 */
export function proxySecrets(text: string): string[] {
  const login = URL.canParse(text) ? loginIn(new URL(text)) : undefined;
  if (!login) return [];
  const { name, password } = login;
  if (password) return [password, `${name}:${password}`];
  return name ? [name] : [];
}

/** The user name and password of a proxy's address; undefined where they can't be decoded. */
function loginIn({ username, password }: URL): { name: string; password: string } | undefined {
  try {
    return { name: decodeURIComponent(username), password: decodeURIComponent(password) };
  } catch {
    return undefined;
  }
}
