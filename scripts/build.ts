// Bundles the app of all platforms into dist/.
import { join } from 'node:path';
import { bundle, root } from './bundle.js';

await bundle(join(root, 'brands', 'all.ts'), join(root, 'dist'));
