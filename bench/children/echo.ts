// A server in a process of its own, whose memory isn't counted: `echo.ts <bytes that each answer has more>`.
import { startEcho } from '../core.js';

const echo = await startEcho();
echo.padding = Number(process.argv[2] ?? 0);
console.log(echo.url);
