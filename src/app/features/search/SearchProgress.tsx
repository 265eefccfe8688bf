import { useMessages } from '../../shared/i18n/i18n.ts'
import { Button } from '../../shared/ui/Button.tsx'
import type { Ordering } from '../../../contract/paging.ts'
import styles from './SearchProgress.module.css'
import { useLoadedEvents } from './use-loaded-events.ts'

interface SearchProgressProps {
  readonly leads: readonly string[]
  readonly order: Ordering
}

/** How much of a timeline was searched, for a back end without search, for which the page searches; a button loads the rest. */
export function SearchProgress({ leads, order }: SearchProgressProps) {
  const t = useMessages()
  const { read, count, reading, isWhole, readRest, stop } = useLoadedEvents({ leads, ordering: order })
  if (count === undefined) return null
  return (
    <div className={styles.searched}>
      <span role="status" data-figures>
        {t('search.searched', { read, count })}
      </span>
      {(reading || !isWhole) && (
        <Button size="s" variant="quiet" onClick={() => (reading ? stop() : void readRest())}>
          {t(reading ? 'search.stop' : 'search.readRest')}
        </Button>
      )}
    </div>
  )
}
