import { useMessages } from '../i18n/i18n.ts'
import { formatOffset, formatReadBack, formatTimeOfDay } from '../i18n/format-time.ts'
import { useViewer } from '../i18n/use-viewer.ts'
import { Icon } from '../ui/Icon.tsx'
import type { Fold, LocalMinute } from '../time/local-minute.ts'
import styles from './DateHint.module.css'
import type { DateValidation } from './date-validation.ts'

interface DatePreviewProps {
  readonly validation: DateValidation
  readonly inside: boolean
  /** the chosen minute */
  readonly minute: LocalMinute
  readonly onFold: (fold: Fold) => void
}

/** A preview of the chosen time: whether it is possible, and how it was resolved if the clocks skip or repeat it. */
export function DatePreview({ validation, inside, minute, onFold }: DatePreviewProps) {
  const t = useMessages()
  const viewer = useViewer()
  const { at, skipped, fold } = validation
  const time = minute.slice('yyyy-mm-ddT'.length)
  const offset = formatOffset(at, viewer)
  return (
    <>
      {/* not an `output`: the field's description would omit it */}
      <p className={styles.preview} aria-live="polite">
        {inside && <Icon name="check" />}
        <span>
          <b>{formatReadBack(at, viewer)}</b> – {t(inside ? 'composer.inside' : 'composer.outside')}
        </span>
      </p>
      {skipped && <p>{t('composer.skipped', { time, meant: formatTimeOfDay(at, viewer) })}</p>}
      {fold !== undefined && (
        <p>
          {t(`composer.twice.${fold}`, { time, offset })}{' '}
          <button
            type="button"
            className={styles.fold}
            onClick={() => onFold(fold === 'first' ? 'second' : 'first')}
          >
            {t(`composer.fold.${fold === 'first' ? 'second' : 'first'}`)}
          </button>
        </p>
      )}
    </>
  )
}
