// Core's own requests, with what it would log of them.
import zapier, { type Bundle, type ZObject } from 'zapier-platform-core';
import '../running/core_limit.js';

/** Core's `z`, whose logs are kept. */
export interface LoggedZ {
  z: ZObject;
  /** What was logged since this was last asked. */
  takeLog(): string;
}

/** Core without our app: it makes the requests, censors and logs them, and would be slow at running thousands of steps. */
const tester = zapier.createAppTester({
  version: '1.0.0',
  platformVersion: zapier.version,
  flags: { skipHttpPatch: true },
});

/**
 * Runs with core's `z`, as of a connection with these secrets, whose logs are kept.
 * @param secrets what stands in the connection's fields, which core censors by itself
 */
export async function withLoggedZ<Result>(
  secrets: readonly string[],
  run: (core: LoggedZ) => Promise<Result>,
): Promise<Result> {
  let logged: string[] = [];
  const log = jest
    .spyOn(console, 'log')
    .mockImplementation((text) => void logged.push(String(text)));
  process.env['DETAILED_LOG_TO_STDOUT'] = 'true';
  process.env['LOG_TO_STDOUT'] = 'true';
  const takeLog = (): string => {
    const text = logged.join('\n');
    logged = [];
    return text;
  };
  let outcome = Promise.reject<Result>(new Error('never ran'));
  outcome.catch(() => undefined);
  const perform = async (z: ZObject): Promise<object> => {
    outcome = run({ z, takeLog });
    await outcome.catch(() => undefined);
    return {};
  };
  const authData = Object.fromEntries(secrets.map((secret, index) => [`secret${index}`, secret]));
  try {
    await tester(perform, { authData } as unknown as Bundle);
    return await outcome;
  } finally {
    log.mockRestore();
    delete process.env['DETAILED_LOG_TO_STDOUT'];
    delete process.env['LOG_TO_STDOUT'];
  }
}
