import type { Ordering } from '../../../../contract/paging.ts'
import { useMessages } from '../../../shared/i18n/i18n.ts'
import { Button } from '../../../shared/ui/Button.tsx'
import { windowSize } from '../../../shared/events/reachable-events.ts'
import { goTo } from '../navigation/go-to.ts'
import styles from './ReachLimitNotice.module.css'

interface ReachLimitNoticeProps {
  readonly order: Ordering
  readonly count: number
}

/** Shown at the end if the order cannot reach all events: how many are left, and a button that starts from the other end. */
export function ReachLimitNotice({ order, count }: ReachLimitNoticeProps) {
  const t = useMessages()
  if (count <= windowSize) return null
  return (
    <div className={styles.end}>
      <p>{t(`timeline.beyond.${order}`, { count: count - windowSize })}</p>
      <Button
        size="s"
        // reverses the order, and moves the focus to the event where it then starts
        onClick={() => goTo(order === 'newest' ? 'first' : 'last')}
      >
        {order === 'newest' ? t('timeline.startOldest') : t('timeline.startNewest')}
      </Button>
    </div>
  )
}
