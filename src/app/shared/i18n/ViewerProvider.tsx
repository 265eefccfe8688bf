import { useMemo, type ReactNode } from 'react'
import { LocaleContext, useActiveLocale } from './i18n.ts'
import { useNow } from './now.ts'
import { currentTimeZone, ReaderContext } from './use-viewer.ts'

/**
 * The language that is spoken, and whom times are written for: asked for once, where each of some hundred rows and
 * buttons subscribed to both.
 */
export function ViewerProvider({ children }: { readonly children: ReactNode }) {
  const spoken = useActiveLocale()
  const { locale } = spoken
  const now = useNow()
  const timeZone = currentTimeZone()
  const viewer = useMemo(() => ({ locale, timeZone, now }), [locale, timeZone, now])
  return (
    <LocaleContext value={spoken}>
      <ReaderContext value={viewer}>{children}</ReaderContext>
    </LocaleContext>
  )
}
