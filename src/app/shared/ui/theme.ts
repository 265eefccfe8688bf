import { useSyncExternalStore } from 'react'

/** How the screen is lit: as the system is, or always one way. */
export const themes = ['system', 'light', 'dark'] as const

export type Theme = (typeof themes)[number]

const storageKey = 'leadline.theme'
const listeners = new Set<() => void>()
let current: Theme = 'system'

/** Lights the screen as it was the last time. */
export function startTheme(): void {
  show(keptTheme())
}

/** Lights the screen another way from now on, and keeps that for the next visit. */
export function setTheme(theme: Theme): void {
  show(theme)
  try {
    localStorage.setItem(storageKey, theme)
  } catch {
    // a browser that keeps nothing still shows the theme until it is closed
  }
}

/** The theme that was chosen. */
export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, () => current)
}

function show(theme: Theme): void {
  current = theme
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
  colourBrowser(theme)
  for (const listener of listeners) listener()
}

/** The page's background (`--bg` in tokens.css) in the form that a browser's own bars accept. */
const backgrounds = { light: '#f9fafc', dark: '#0e1217' } as const

/** Gives the browser's bars the colour of the theme: index.html has one `theme-color` for each scheme of the system. */
function colourBrowser(theme: Theme): void {
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const scheme = meta.media.includes('dark') ? 'dark' : 'light'
    meta.content = backgrounds[theme === 'system' ? scheme : theme]
  }
}

function keptTheme(): Theme {
  try {
    const kept = localStorage.getItem(storageKey)
    return themes.find((theme) => theme === kept) ?? 'system'
  } catch {
    return 'system'
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
