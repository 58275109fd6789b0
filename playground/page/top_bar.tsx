import { useState } from 'preact/hooks';
import type { AppSummary, Connection } from '../api.js';
import { applyTheme, currentTheme, nextTheme, type Theme } from './theme.js';

const THEME_NAMES: Record<Theme, string> = { system: 'Auto', light: 'Light', dark: 'Dark' };

interface TopBarProps {
  summary: AppSummary;
  connection: string;
  onConnection: (id: string) => void;
  onConnect: () => void;
}

/** Who publishes the app, on which connection it is shown, light or dark. */
export function TopBar({ summary, connection, onConnection, onConnect }: TopBarProps) {
  const [theme, setTheme] = useState(currentTheme);
  const { brand, version, connections, authFields } = summary;
  const platform = connections.find(({ id }) => id === connection)?.platform;
  const name = THEME_NAMES[theme];
  const change = (): void => {
    const next = nextTheme(theme);
    applyTheme(next);
    setTheme(next);
  };
  return (
    <header class="top">
      <div class="brand">
        <strong>{brand.name}</strong>
        <span>{platform ? `on ${platform}` : `version ${version}`}</span>
      </div>
      <div class="connection">
        <label for="connection">Connection</label>
        <select
          id="connection"
          value={connection}
          onChange={(event) => onConnection(event.currentTarget.value)}
        >
          <Group
            label="Sandboxes on this computer"
            connections={connections.filter(({ origin }) => origin === 'sandbox')}
          />
          <Group
            label="Your own"
            connections={connections.filter(({ origin }) => origin !== 'sandbox')}
          />
        </select>
        {authFields.length > 0 && (
          <button type="button" class="secondary" onClick={onConnect}>
            Connect your own
          </button>
        )}
      </div>
      <button type="button" class="quiet theme" onClick={change} aria-label={`${name} colours`}>
        {name}
      </button>
    </header>
  );
}

function Group({ label, connections }: { label: string; connections: Connection[] }) {
  if (connections.length === 0) return null;
  return (
    <optgroup label={label}>
      {connections.map(({ id, label: name, platform }) => (
        <option key={id} value={id}>
          {platform ? `${platform} – ${name}` : name}
        </option>
      ))}
    </optgroup>
  );
}
