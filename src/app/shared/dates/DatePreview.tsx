import { useMessages } from '../i18n/i18n.ts'
import { formatOffset, formatReadBack, formatTimeOfDay } from '../i18n/format-time.ts'
import { useViewer } from '../i18n/use-viewer.ts'
import { Icon } from '../ui/Icon.tsx'
import type { Fold, LocalMinute } from '../time/local-minute.ts'
import styles from './DateHint.module.css'
import type { DateValidation } from './date-validation.ts'

interface DateReadingProps {
  readonly verdict: DateValidation
  readonly inside: boolean
  /** the minute as it was chosen */
  readonly minute: LocalMinute
  readonly onFold: (fold: Fold) => void
}

/** The chosen time read back, whether it is possible, and how it was settled where the clocks skip or repeat it. */
export function DatePreview({ verdict, inside, minute, onFold }: DateReadingProps) {
  const t = useMessages()
  const viewer = useViewer()
  const { at, skipped, fold } = verdict
  const time = minute.slice('yyyy-mm-ddT'.length)
  const offset = formatOffset(at, viewer)
  return (
    <>
      {/* no output: a field that is described by it would leave that out */}
      <p className={styles.reading} aria-live="polite">
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
