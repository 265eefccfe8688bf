import { useMemo, type ReactNode } from 'react'
import { LocaleContext, useActiveLocale } from './i18n.ts'
import { useNow } from './now.ts'
import { currentTimeZone, ViewerContext } from './use-viewer.ts'

/**
 * Provides the active locale and the viewer for times. They are subscribed to once here, because each of some hundred
 * rows and buttons would subscribe to both.
 */
export function ViewerProvider({ children }: { readonly children: ReactNode }) {
  const activeLocale = useActiveLocale()
  const { locale } = activeLocale
  const now = useNow()
  const timeZone = currentTimeZone()
  const viewer = useMemo(() => ({ locale, timeZone, now }), [locale, timeZone, now])
  return (
    <LocaleContext value={activeLocale}>
      <ViewerContext value={viewer}>{children}</ViewerContext>
    </LocaleContext>
  )
}
