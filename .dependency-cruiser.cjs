// The house's rules: who may import whom. See docs/architecture.md.
const may = (layer, allowed) => ({
  name: `${layer}-reaches-past-its-neighbour`,
  severity: 'error',
  from: { path: `^${layer}/` },
  to: {
    pathNot: [
      ...[layer, ...allowed].map((place) => `^${place}(/|$)`),
      'node_modules/',
      '^package\\.json$',
    ],
    dependencyTypesNot: ['core'],
  },
});

const contract = 'platforms/contract';
const toolkit = 'platforms/toolkit';
const catalogue = 'platforms/catalogue';
const list = 'platforms/index\\.ts';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: ['^objects/'] },
      to: {},
    },
    may('objects', []),
    may('http', []),
    may(contract, ['http', 'objects']),
    may(toolkit, [contract, 'http', 'objects']),
    may(catalogue, [toolkit, contract, 'http', 'objects']),
    may('platforms/(?!contract|toolkit|catalogue)[^/]+', [
      catalogue,
      toolkit,
      contract,
      'http',
      'objects',
    ]),
    may('brands', [list, 'platforms/(chatwoot|highlevel|vixiees)/index\\.ts', contract]),
    may('steps', ['brands', toolkit, contract, 'http', 'objects']),
    may('fields', ['brands/brand\\.ts', 'steps', toolkit, contract, 'objects']),
    may('creates', ['brands', 'fields', 'steps', toolkit, contract, 'objects']),
    may('searches', ['brands', 'fields', 'steps', toolkit, contract, 'objects']),
    may('triggers', ['brands', 'fields', 'steps', toolkit, contract, 'objects']),
    may('sandbox', []),
    may('recipes', []),
    may('playground', ['recipes', 'sandbox', 'brands', 'scripts/brand/brands\\.ts']),
    {
      name: 'nothing-needs-the-playground',
      severity: 'error',
      from: { pathNot: '^playground/' },
      to: { path: '^playground/' },
    },
    {
      name: 'only-the-edges-know-zapier',
      severity: 'error',
      from: {
        path: '^(platforms|steps|objects|sandbox|recipes)/',
        pathNot: '^(platforms/contract/form|steps/on_platform)\\.ts$',
      },
      to: { path: 'zapier-platform' },
    },
    {
      name: 'platforms-do-not-know-each-other',
      severity: 'error',
      from: { path: '^platforms/(?!contract|toolkit|catalogue)([^/]+)/' },
      to: {
        path: '^platforms/(?!contract|toolkit|catalogue)([^/]+)/',
        pathNot: '^platforms/$1/',
      },
    },
    {
      name: 'only-the-list-of-platforms-stands-beside-them',
      severity: 'error',
      from: { path: '^platforms/[^/]+\\.ts$', pathNot: '^platforms/index\\.ts$' },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
