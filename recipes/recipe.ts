import type { Row, Zap } from './zap.js';

/** A Zap that people want, ready to be run on the sandboxes. */
export interface Recipe {
  key: string;
  zap: Zap;
  /** What it is good for, in one or two sentences. */
  about: string;
  /** What happens on the trigger's sandbox; absent where the trigger is another app's. */
  event?: string;
  /** What the run's last step must give, as far as it is known before. */
  result: Row;
}
