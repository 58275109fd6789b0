// The house's rules: who may import whom. See the design in README.md, "How it is built".
const below = (layer, allowed) => ({
  name: `${layer}-reaches-past-its-neighbour`,
  severity: 'error',
  from: { path: `^${layer}/` },
  to: {
    pathNot: [...allowed.map((folder) => `^${folder}/`), 'node_modules/', '^package\\.json$'],
    dependencyTypesNot: ['core'],
  },
});

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
    below('objects', ['objects']),
    below('http', ['http']),
    below('platforms', ['platforms', 'http', 'objects']),
    below('fields', ['fields', 'platforms', 'objects']),
    below('creates', ['creates', 'fields', 'platforms', 'objects']),
    below('searches', ['searches', 'fields', 'platforms', 'objects']),
    below('triggers', ['triggers', 'fields', 'platforms', 'objects']),
    below('sandbox', ['sandbox']),
    {
      name: 'platforms-do-not-know-each-other',
      severity: 'error',
      from: { path: '^platforms/([^/]+)/' },
      to: { path: '^platforms/([^/]+)/', pathNot: '^platforms/$1/' },
    },
    {
      name: 'the-shared-part-of-platforms-knows-none',
      severity: 'error',
      from: { path: '^platforms/[^/]+\\.ts$', pathNot: '^platforms/list\\.ts$' },
      to: { path: '^platforms/[^/]+/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
