// Builds the zip of a laid out project: `scaffold.ts <folder>`.
import { runZapierTool } from '../../scripts/brand/zapier_tool.js';
import { install } from '../../scripts/install.mjs';

const [, , folder = ''] = process.argv;
install(folder, 'Installing core …', '--ignore-scripts');
process.exitCode = runZapierTool(['build', '--skip-dep-install', '--skip-validation'], folder);
