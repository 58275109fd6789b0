import type { Host } from '../../http/host.js';
import type { Wire } from '../../http/wire.js';
import type { Memory } from '../toolkit/cache.js';

/** A Vixiees account with its key: what the modules of this folder talk through. */
export interface VixieesClient {
  host: Host;
  wire: Wire;
  memory: Memory;
}
