// Prints, in its last line, the folder of the Node that Zapier runs apps on: `.ci/run` puts it into PATH.
import { dirname } from 'node:path';
import { nodeOfZapier } from './node_of_zapier.js';

console.log(dirname(nodeOfZapier() ?? process.execPath));
