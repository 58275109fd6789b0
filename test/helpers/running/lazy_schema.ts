// What core loads of Zapier's schemas; compiling them takes longer than all the rest of core.

/** Checks a whole definition, see zapier-platform-schema. */
export function validateAppDefinition(definition: object): unknown {
  return schemas().validateAppDefinition(definition);
}

function schemas(): { validateAppDefinition: (definition: object) => unknown } {
  return jest.requireActual('zapier-platform-schema/schema.js');
}
