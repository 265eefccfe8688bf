import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { toInstant } from '../../../contract/instant.ts'
import { useStaleSince } from '../api/staleness.ts'
import { formatMoment } from '../i18n/format-time.ts'
import { useMessages } from '../i18n/i18n.ts'
import { useViewer } from '../i18n/use-viewer.ts'
import styles from './StaleDataNotice.module.css'
import { Dot } from './Dot.tsx'

/** Milliseconds between two refetches while the shown data are stale. */
const refetchIntervalMs = 20_000

/**
 * Shows the age of the shown data while the service, or Atoka behind it, is unreachable, and refetches them regularly.
 */
export function StaleDataNotice({ isShown }: { readonly isShown: (address: string) => boolean }) {
  const t = useMessages()
  const viewer = useViewer()
  const queryClient = useQueryClient()
  const staleness = useStaleSince(isShown)
  const isStale = staleness !== undefined
  useEffect(() => {
    if (!isStale) return undefined
    const refetch = () => void queryClient.invalidateQueries()
    const timer = setInterval(refetch, refetchIntervalMs)
    window.addEventListener('online', refetch)
    window.addEventListener('focus', refetch)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', refetch)
      window.removeEventListener('focus', refetch)
    }
  }, [isStale, queryClient])
  if (staleness === undefined) return null
  const { at, isAtoka, searchedLeads } = staleness
  const moment = formatMoment(toInstant(at), viewer)
  return (
    <span role="status" className={styles.notice}>
      <Dot colour="var(--warn)" />
      <span>
        {searchedLeads === undefined
          ? t(isAtoka ? 'ui.asOfAtoka' : 'ui.asOf', { moment })
          : t('ui.asOfStored', { count: searchedLeads, moment })}
      </span>
    </span>
  )
}
