import { useMemo, type ReactNode } from 'react'
import { SpokenContext, useSpoken } from './i18n.ts'
import { useNow } from './now.ts'
import { presentTimeZone, ReaderContext } from './use-reader.ts'

/**
 * The language that is spoken, and whom times are written for: asked for once, where each of some hundred rows and
 * buttons subscribed to both.
 */
export function ReaderProvider({ children }: { readonly children: ReactNode }) {
  const spoken = useSpoken()
  const { locale } = spoken
  const now = useNow()
  const timeZone = presentTimeZone()
  const reader = useMemo(() => ({ locale, timeZone, now }), [locale, timeZone, now])
  return (
    <SpokenContext value={spoken}>
      <ReaderContext value={reader}>{children}</ReaderContext>
    </SpokenContext>
  )
}
