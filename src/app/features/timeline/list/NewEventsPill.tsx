import { useMessages } from '../../../shared/i18n/i18n.ts'
import { Icon } from '../../../shared/ui/Icon.tsx'
import styles from './NewEventsPill.module.css'

interface NewEventsPillProps {
  readonly count: number
  /** the end of the list where the new events are */
  readonly side: 'above' | 'below'
  readonly onPress: () => void
}

/** The number of events that others have logged since, shown without moving the list; a click goes to them. */
export function NewEventsPill({ count, side, onPress }: NewEventsPillProps) {
  const t = useMessages()
  return (
    <div role="status" className={styles.container} data-side={side}>
      {count > 0 && (
        <button type="button" className={styles.pill} onClick={onPress}>
          <Icon name={side === 'above' ? 'up' : 'down'} />
          <span>{t('timeline.newEvents', { count })}</span>
        </button>
      )}
    </div>
  )
}
