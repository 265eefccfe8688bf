import { createContext, use } from 'react'
import { browserTimeZone, type Viewer } from './format-time.ts'
import type { Locale } from './i18n.ts'

// cached, because determining it takes some 50 µs at each update of the time
let timeZone = browserTimeZone()
// after travelling, the page uses the new zone once it is visible again: `useNow` updates then, which renders the times
document.addEventListener('visibilitychange', () => {
  timeZone = browserTimeZone()
})

/** Returns the browser's time zone when the page last became visible or hidden. */
export function currentTimeZone(): string {
  return timeZone
}

/**
 * Returns the locale in which times are formatted: the active language with the region of the first of the browser's
 * languages that it is, `en-US`; the language alone if there is none, as for an Italian browser with the page in English.
 */
export function regionalLocale(language: Locale, browserLanguages: readonly string[]): string {
  return browserLanguages.find((one) => one.toLowerCase().split('-')[0] === language) ?? language
}

/** The viewer; outside `ViewerProvider`, with the time at which the page was opened. */
export const ViewerContext = createContext<Viewer>({ locale: 'en', timeZone, now: Date.now() })

/** Returns the language, time zone and current time for formatting times. */
export function useViewer(): Viewer {
  return use(ViewerContext)
}
