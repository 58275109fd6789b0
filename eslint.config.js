import js from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist/', 'build/', 'node_modules/', 'tools/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { project: ['./tsconfig.dev.json', './playground/page/tsconfig.json'] },
    },
    rules: {
      'no-restricted-properties': [
        'error',
        {
          object: 'AbortSignal',
          property: 'any',
          message:
            'Node 20 may collect a time limit in it, which then never comes: add a listener to each.',
        },
      ],
      // `bundle['key']` on records tells apart what the API names from what we do.
      '@typescript-eslint/dot-notation': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreVoidOperator: true, ignoreArrowShorthand: true },
      ],
    },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    // Jest hands a row of a table on as parameters.
    ignores: ['test/**'],
    rules: { 'max-params': ['error', 4] },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // Jest types its matchers (`expect.any`) as any.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      // A test that waits by the clock, or measures by it, is red on a busy machine.
      'no-restricted-globals': ['error', 'setTimeout', 'setInterval', 'performance'],
      'no-restricted-imports': [
        'error',
        {
          paths: [
            'timers',
            'timers/promises',
            'node:timers',
            'node:timers/promises',
            'perf_hooks',
            'node:perf_hooks',
          ],
        },
      ],
      'max-lines': ['error', 500],
    },
  },
  {
    // A real server works in the background, and tells nobody when it is done.
    files: ['test/live/check.ts'],
    rules: { 'no-restricted-globals': 'off' },
  },
  {
    files: ['**/*.mjs', '**/*.js', '**/*.cjs'],
    languageOptions: {
      globals: { console: 'readonly', process: 'readonly', URL: 'readonly', module: 'readonly' },
    },
  },
);
