import { useState } from 'preact/hooks';
import type { AppSummary, Connection } from '../api.js';
import { applyTheme, currentTheme, nextTheme, type Theme } from './theme.js';

const THEME_NAMES: Record<Theme, string> = { system: 'Auto', light: 'Light', dark: 'Dark' };

interface TopBarProps {
  summary: AppSummary;
  connection: string;
  onConnection: (id: string) => void;
  onConnect: () => void;
  isZap: boolean;
  onZap: (isZap: boolean) => void;
  /** Reads the app's sources again. */
  onReload: () => void;
}

/** Who publishes the app, what is shown of it and on which connection, light or dark. */
export function TopBar(props: TopBarProps) {
  const { summary, connection, isZap } = props;
  const { brand, version, connections } = summary;
  const platform = connections.find(({ id }) => id === connection)?.platform;
  return (
    <header class="top">
      <div class="brand">
        <strong>{brand.name}</strong>
        <span>{platform && !isZap ? `on ${platform}` : version && `version ${version}`}</span>
      </div>
      <Views {...props} />
      {!isZap && <ConnectionChoice {...props} />}
      <div class="tools">
        <button
          type="button"
          class="quiet"
          title="Read the app’s sources again"
          onClick={props.onReload}
        >
          Reload
        </button>
        <ThemeButton />
      </div>
    </header>
  );
}

function Views({ isZap, onZap }: TopBarProps) {
  return (
    <nav class="views" aria-label="Views">
      <button type="button" aria-current={isZap ? undefined : 'page'} onClick={() => onZap(false)}>
        A step
      </button>
      <button type="button" aria-current={isZap ? 'page' : undefined} onClick={() => onZap(true)}>
        A Zap
      </button>
    </nav>
  );
}

function ConnectionChoice({ summary, connection, onConnection, onConnect }: TopBarProps) {
  const { connections, authFields } = summary;
  return (
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

function ThemeButton() {
  const [theme, setTheme] = useState(currentTheme);
  const name = THEME_NAMES[theme];
  const change = (): void => {
    const next = nextTheme(theme);
    applyTheme(next);
    setTheme(next);
  };
  return (
    <button type="button" class="quiet theme" onClick={change} aria-label={`${name} colours`}>
      {name}
    </button>
  );
}
