import { needed } from '../platforms/capability.js';
import type { Messages } from '../platforms/messages.js';
import type { ConnectedPlatform } from '../platforms/platform.js';

/** @throws Problem on platforms without messages */
export function messagesOf(platform: ConnectedPlatform): Messages {
  return needed(platform, platform.messages, 'read or send messages');
}
