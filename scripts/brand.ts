// Builds the app of one brand and runs Zapier's command line tool on it:
// `npm run brand -- highlevel validate --without-style`.
import { runOnBrand } from './brands.js';

const [name, ...command] = process.argv.slice(2);
try {
  process.exitCode = await runOnBrand(name, command);
} catch (failure) {
  console.error(failure instanceof Error ? failure.message : failure);
  process.exitCode = 1;
}
