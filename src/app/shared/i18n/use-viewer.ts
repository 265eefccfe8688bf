import { createContext, use } from 'react'
import { readerTimeZone, type Viewer } from './format-time.ts'

// asking takes some 50 µs at each tick of the clock
let timeZone = readerTimeZone()
// who travelled finds the page in the new zone on looking at it again: the moment is refreshed then, and shows it
document.addEventListener('visibilitychange', () => {
  timeZone = readerTimeZone()
})

/** The reader's time zone, as it was known when the page was last looked at. */
export function currentTimeZone(): string {
  return timeZone
}

/** A reader of the moment in which the page was opened, above `ReaderProvider`. */
export const ReaderContext = createContext<Viewer>({ locale: 'en', timeZone, now: Date.now() })

/** The language, time zone and moment that times are written for. */
export function useViewer(): Viewer {
  return use(ReaderContext)
}
