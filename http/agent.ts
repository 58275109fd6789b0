import { Agent as HttpsAgent } from 'node:https';
import type { Agent } from 'node:http';
import { wireProblems } from './problems.js';
import type { Wire } from './wire.js';

/**
 * The agent for a connection with its own network options; undefined for the usual one.
 * The proxy library is loaded only by connections that use it: it costs time at every cold start.
 * @throws Problem when the proxy URL isn't one
 */
export async function agentFor(wire: Wire): Promise<Agent | undefined> {
  const rejectUnauthorized = !wire.allowSelfSigned;
  if (wire.proxyUrl) {
    const proxy = proxyAddress(wire.proxyUrl);
    const { HttpsProxyAgent } = await import('https-proxy-agent');
    const agent = new HttpsProxyAgent(proxy);
    // The constructor's options reach only the connection to the proxy; these reach the server behind it.
    Object.assign(agent.options, { rejectUnauthorized });
    return agent;
  }
  if (rejectUnauthorized || !wire.baseUrl.startsWith('https:')) return undefined;
  return new HttpsAgent({ rejectUnauthorized });
}

function proxyAddress(text: string): URL {
  const address = URL.canParse(text) ? new URL(text) : undefined;
  if (!address || !/^https?:$/.test(address.protocol)) throw wireProblems.badProxy();
  return address;
}
