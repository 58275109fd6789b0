const THEME = 'playground-theme';

export type Theme = 'system' | 'light' | 'dark';

const THEMES: Theme[] = ['system', 'light', 'dark'];

/** The theme chosen in this tab; the system's unless told. */
export function currentTheme(): Theme {
  const stored = sessionStorage.getItem(THEME);
  return THEMES.find((theme) => theme === stored) ?? 'system';
}

export function applyTheme(theme: Theme = currentTheme()): void {
  sessionStorage.setItem(THEME, theme);
  document.documentElement.dataset['theme'] = theme;
}

/** The one after it, round and round. */
export function nextTheme(theme: Theme): Theme {
  return THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system';
}
