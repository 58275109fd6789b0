// What core takes of Node's `domain`, without the watch that Node keeps for it over every promise of the process, for
// good: up to a quarter of a file's time. What a domain would catch is nobody's error here, and ends the test.
import { EventEmitter } from 'node:events';

class Domain extends EventEmitter {
  run<Result>(work: () => Result): Result {
    return work();
  }
}

/** A domain that catches nothing. */
export const create = (): Domain => new Domain();
