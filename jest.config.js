const toCommonJs = [
  '@swc/jest',
  {
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    module: { type: 'commonjs' },
    // Beside the code, not in it: the maps are twice as long, and each suite would read them again.
    sourceMaps: true,
  },
];

// Tests that the command line chooses run by themselves; all of them, in suites that share what they load.
const named = process.argv
  .slice(2)
  .some((word) => /^([^-]|-o$|--(testPath|find|only|changed|lastCommit|watch))/.test(word));

// Looked up in Jest's global object, each takes a call into Node; as an argument of every module it takes none. Only
// such as no module declares for itself and no test replaces: the others see the object that was there at first.
const INJECTED = 'Object Array String Number Boolean Promise Math RegExp Map Set Symbol Reflect';

// Zapier runs at UTC, and so do most servers: elsewhere what reads the local time by mistake shows itself.
process.env.TZ = 'Asia/Kathmandu';

/** @type {import('jest').Config} */
export default {
  sandboxInjectedGlobals: INJECTED.split(' '),
  testEnvironment: '<rootDir>/test/helpers/running/clean_environment.ts',
  // What a test waits for is never time: a busy machine must not fail it.
  testTimeout: 120_000,
  roots: ['<rootDir>/test'],
  testMatch: named
    ? ['<rootDir>/test/!(suites)/**/*.test.ts', '<rootDir>/test/*.test.ts']
    : ['<rootDir>/test/suites/*.test.ts', '<rootDir>/test/{app,cold_start,source}.test.ts'],
  testSequencer: '<rootDir>/test/helpers/running/longest_first.mjs',
  // Jest would leave a core idle: half of them on a machine with two.
  maxWorkers: '100%',
  // One that has grown all the same is replaced, before it collects garbage half of the time.
  workerIdleMemoryLimit: '400MB',
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^domain$': '<rootDir>/test/helpers/running/no_domain.ts',
    '^zapier-platform-schema$': '<rootDir>/test/helpers/running/lazy_schema.ts',
  },
  // Whole lists of which another file tries a sample: `npm run thorough` runs them.
  testPathIgnorePatterns: process.env.THOROUGH === '1' ? [] : ['\\.thorough\\.test\\.ts$'],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/build'],
  // openapi-backend needs this one package, which is published as ES modules alone.
  transform: { '^.+\\.ts$': toCommonJs, '/@apidevtools/.+\\.js$': toCommonJs },
  transformIgnorePatterns: ['/node_modules/(?!@apidevtools/)'],
};
