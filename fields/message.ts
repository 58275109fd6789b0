import { needed } from '../steps/capability.js';
import type { Messages } from '../platforms/contract/messages.js';
import type { ConnectedPlatform } from '../platforms/contract/platform.js';

/** @throws Problem on platforms without messages */
export function messagesOf(platform: ConnectedPlatform): Messages {
  return needed(platform, 'messages');
}
