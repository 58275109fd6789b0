import { render } from 'preact';
import { App } from './app.js';
import { takeToken } from './ask.js';
import { applyTheme } from './theme.js';

takeToken();
applyTheme();
const root = document.getElementById('root');
if (root) render(<App />, root);
