import { readerTimeZone, type Reader } from './format-time.ts'
import { useLocale } from './i18n.ts'
import { useNow } from './now.ts'

// asking takes some 50 µs, and every row of every list is written for a reader
let timeZone = readerTimeZone()
// who travelled finds the page in the new zone on looking at it again: the moment is refreshed then, and shows it
document.addEventListener('visibilitychange', () => {
  timeZone = readerTimeZone()
})

/** The language, time zone and moment that times are written for. */
export function useReader(): Reader {
  return { locale: useLocale(), timeZone, now: useNow() }
}
