import { createContext, use } from 'react'
import { browserTimeZone, type Viewer } from './format-time.ts'

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

/** The viewer; outside `ViewerProvider`, with the time at which the page was opened. */
export const ViewerContext = createContext<Viewer>({ locale: 'en', timeZone, now: Date.now() })

/** Returns the language, time zone and current time for formatting times. */
export function useViewer(): Viewer {
  return use(ViewerContext)
}
