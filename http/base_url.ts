import { isSpecialHost, runsOnZapier } from './network.js';
import { wireProblems } from './problems.js';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
const HOST_NAME = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;
const IPV6 = /^\[[0-9a-f:.]+\]$/;

/**
 * Checks and normalises the API URL a user typed or pasted.
 * @param text such as `online.example.com` or `https://online.example.com/app/accounts/1`
 * @param tails first path segments at which a pasted page or API address is cut
 * @returns origin plus what stays of the path, without a trailing slash
 * @throws Problem when it isn't https (http is for loopback only), names no host, carries credentials,
 *   a query or a fragment, or, on Zapier, by its spelling leads to no server on the internet
 */
export function normaliseBaseUrl(text: string, tails: readonly string[]): string {
  const trimmed = text.trim();
  const url = parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`);
  if (!url) throw wireProblems.unreadableUrl();
  if (url.username || url.password) throw wireProblems.urlWithCredentials();
  if (runsOnZapier() && isSpecialHost(url.hostname)) {
    throw wireProblems.notPublic('API URL', url.host);
  }
  if (!HOST_NAME.test(url.hostname) && !IPV6.test(url.hostname)) throw wireProblems.unreadableUrl();
  const loopback = LOOPBACK.test(url.hostname);
  if (!loopback && !url.hostname.includes('.') && !IPV6.test(url.hostname)) {
    throw wireProblems.unreadableUrl();
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback)) {
    throw wireProblems.urlWithoutHttps(url.host);
  }

  const segments = url.pathname.split('/').filter(Boolean);
  const cut = segments.findIndex((segment) => tails.includes(segment));
  const kept = cut === -1 ? segments : segments.slice(0, cut);
  if (cut === -1 && (url.search || url.hash)) throw wireProblems.urlWithQuery();
  return [url.origin, ...kept].join('/');
}

function parse(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
