import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { toInstant } from '../../../contract/instant.ts'
import { useStaleSince } from '../api/staleness.ts'
import { formatMoment } from '../i18n/format-time.ts'
import { useMessages } from '../i18n/i18n.ts'
import { useViewer } from '../i18n/use-viewer.ts'
import styles from './StaleDataNotice.module.css'
import { Dot } from './Dot.tsx'

/** How often the service is asked again while what is shown is old, in milliseconds. */
const pause = 20_000

/** Says when what is shown was read, where the service, or Atoka behind it, cannot be reached; asks it again meanwhile. */
export function StaleDataNotice({ isShown }: { readonly isShown: (address: string) => boolean }) {
  const t = useMessages()
  const viewer = useViewer()
  const queryClient = useQueryClient()
  const asOf = useStaleSince(isShown)
  const old = asOf !== undefined
  useEffect(() => {
    if (!old) return undefined
    const ask = () => void queryClient.invalidateQueries()
    const timer = setInterval(ask, pause)
    window.addEventListener('online', ask)
    window.addEventListener('focus', ask)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', ask)
      window.removeEventListener('focus', ask)
    }
  }, [old, queryClient])
  if (asOf === undefined) return null
  return (
    <span role="status" className={styles.asOf}>
      <Dot colour="var(--warn)" />
      {t(asOf.isAtoka ? 'ui.asOfAtoka' : 'ui.asOf', { moment: formatMoment(toInstant(asOf.at), viewer) })}
    </span>
  )
}
