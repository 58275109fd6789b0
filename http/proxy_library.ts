// What is used of the proxy library. Imported lazily; by name, which a bundle can't from a CommonJS package.
export { HttpsProxyAgent } from 'https-proxy-agent';
