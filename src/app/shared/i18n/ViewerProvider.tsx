import { useLayoutEffect, useMemo, type ReactNode } from 'react'
import { has12Hours, regionalLocale } from './format-time.ts'
import { LocaleContext, useActiveLocale } from './i18n.ts'
import { useNow } from './now.ts'
import { currentTimeZone, ViewerContext } from './use-viewer.ts'

/**
 * Provides the active locale and the viewer for times. They are subscribed to once here, because each of some hundred
 * rows and buttons would subscribe to both.
 */
export function ViewerProvider({ children }: { readonly children: ReactNode }) {
  const activeLocale = useActiveLocale()
  const locale = regionalLocale(activeLocale.locale, navigator.languages)
  const now = useNow()
  const timeZone = currentTimeZone()
  const viewer = useMemo(() => ({ locale, timeZone, now }), [locale, timeZone, now])
  useLayoutEffect(() => {
    // the column of times is wider for a clock with 12 hours
    document.documentElement.dataset['clock'] = has12Hours(locale) ? '12' : '24'
  }, [locale])
  return (
    <LocaleContext value={activeLocale}>
      <ViewerContext value={viewer}>{children}</ViewerContext>
    </LocaleContext>
  )
}
