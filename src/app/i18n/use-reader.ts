import { readerTimeZone, type Reader } from './format-time.ts'
import { useLocale } from './i18n.ts'
import { useNow } from './now.ts'

/** The language, time zone and moment that times are written for. */
export function useReader(): Reader {
  return { locale: useLocale(), timeZone: readerTimeZone(), now: useNow() }
}
