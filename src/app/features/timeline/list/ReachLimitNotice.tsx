import type { Ordering } from '../../../../contract/paging.ts'
import { useMessages } from '../../../shared/i18n/i18n.ts'
import { Button } from '../../../shared/ui/Button.tsx'
import { currentRoute, navigate } from '../../../shared/router/route.ts'
import { windowSize } from '../../../shared/events/reachable-events.ts'
import { opposite } from '../../../shared/events/use-event-position.ts'
import styles from './ReachLimitNotice.module.css'

interface ReachLimitNoticeProps {
  readonly leads: readonly string[]
  readonly order: Ordering
  readonly count: number
}

/** Shown at the end if the order cannot reach all events: how many are left, and a button that starts from the other end. */
export function ReachLimitNotice({ leads, order, count }: ReachLimitNoticeProps) {
  const t = useMessages()
  if (count <= windowSize) return null
  return (
    <div className={styles.end}>
      <p>{t(`timeline.beyond.${order}`, { count: count - windowSize })}</p>
      <Button
        size="s"
        onClick={() => navigate({ ...currentRoute(), leads, order: opposite(order), event: undefined })}
      >
        {order === 'newest' ? t('timeline.startOldest') : t('timeline.startNewest')}
      </Button>
    </div>
  )
}
