import type { ZObject } from 'zapier-platform-core';
import type { Wire } from '../../http/wire.js';
import type { Memory } from '../toolkit/cache.js';

/** A Vixiees account with its key: what the modules of this folder talk through. */
export interface VixieesClient {
  z: ZObject;
  wire: Wire;
  memory: Memory;
}
