import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Lets a server of a test's own listen on loopback. @returns its host, with the port */
export async function listen(server: Server): Promise<string> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

/** Breaks off what is under way, and frees the port. */
export async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
}
