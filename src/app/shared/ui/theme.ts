import { createStore, useStore } from '../store.ts'

/** The themes: that of the system, or always light or dark. */
export const themes = ['system', 'light', 'dark'] as const

export type Theme = (typeof themes)[number]

const storageKey = 'leadline.theme'
const themeStore = createStore<Theme>('system')

/** Applies the stored theme. */
export function startTheme(): void {
  apply(storedTheme())
}

/** Applies a theme, and stores it for the next visit. */
export function setTheme(theme: Theme): void {
  apply(theme)
  try {
    localStorage.setItem(storageKey, theme)
  } catch {
    // without storage, the theme lasts until the page is closed
  }
}

/** Returns the chosen theme. */
export function useTheme(): Theme {
  return useStore(themeStore)
}

function apply(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
  colourBrowser(theme)
  themeStore.set(theme)
}

/** The page's background (`--bg` in tokens.css) as colours that the browser's toolbars accept. */
const backgrounds = { light: '#f9fafc', dark: '#0e1217' } as const

/**
 * Sets the theme's colour for the browser's toolbars: index.html has one `theme-color` for each colour scheme of the
 * system.
 */
function colourBrowser(theme: Theme): void {
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const scheme = meta.media.includes('dark') ? 'dark' : 'light'
    meta.content = backgrounds[theme === 'system' ? scheme : theme]
  }
}

function storedTheme(): Theme {
  try {
    const stored = localStorage.getItem(storageKey)
    return themes.find((theme) => theme === stored) ?? 'system'
  } catch {
    return 'system'
  }
}
