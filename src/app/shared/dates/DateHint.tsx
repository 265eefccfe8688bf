import { shiftInstant, toInstant, type Instant } from '../../../contract/instant.ts'
import { checkEventDate } from '../../../contract/rules/event-date.ts'
import { useMessages } from '../i18n/i18n.ts'
import { formatWeekdayMoment, formatOffset, formatReadBack, formatTimeOfDay } from '../i18n/format-time.ts'
import { useViewer } from '../i18n/use-viewer.ts'
import { Button } from '../ui/Button.tsx'
import { FieldError } from '../ui/FieldError.tsx'
import { toChosenMinute, type ChosenDate, type Fold, type LocalMinute } from '../time/local-minute.ts'
import styles from './DateHint.module.css'
import type { DateValidation } from './date-validation.ts'
import { dateLabels, type DateLabels } from './date-labels.ts'
import { Icon } from '../ui/Icon.tsx'

interface DateHintProps {
  /** its own ID, for the field's `aria-describedby` */
  readonly id: string
  readonly value: ChosenDate | undefined
  readonly onChange: (date: ChosenDate | undefined) => void
  readonly latest: Instant | undefined
  readonly wording: DateLabels
  readonly validation: DateValidation | undefined
  readonly error: string | undefined
  /** called after a fix, because its button disappears while it has the focus */
  readonly onFixed: () => void
}

/**
 * A preview of the date if one is chosen, the possible dates, and if it is not possible, the reason and buttons that fix it.
 */
export function DateHint(props: DateHintProps) {
  const { id, value: date, onChange, latest, wording, validation, error, onFixed } = props
  const t = useMessages()
  const labels = dateLabels[wording]
  const afterLatest = useAfterLatest(latest)
  const hint = useWindowHint(latest, wording)
  const fix = (fixed: ChosenDate | undefined) => {
    onChange(fixed)
    onFixed()
  }
  const isNotParsed = validation === undefined && date?.words !== undefined
  return (
    <div className={styles.hint}>
      <div id={id}>
        {date !== undefined && validation !== undefined && (
          <DatePreview
            validation={validation}
            inside={error === undefined}
            minute={date.at}
            onFold={(fold) => onChange({ ...date, fold })}
          />
        )}
        <FieldError id={`${id}-fault`} message={error} />
        {error === undefined && isNotParsed && <p>{t('composer.sayTimeHint')}</p>}
        {date !== undefined && (error === undefined || validation === undefined) && <p>{hint}</p>}
      </div>
      {error !== undefined && (
        <p className={styles.fixes}>
          <Button size="s" onClick={() => fix(undefined)}>
            {t(labels.fixUnchosen)}
          </Button>
          {afterLatest !== undefined && (
            <Button size="s" onClick={() => fix(toChosenMinute(afterLatest))}>
              {t(labels.fixAfterLatest)}
            </Button>
          )}
        </p>
      )}
    </div>
  )
}

/** Returns the moment just after the latest event; `undefined` if it is still in the future. */
function useAfterLatest(latest: Instant | undefined): Instant | undefined {
  const now = toInstant(useViewer().now)
  if (latest === undefined) return undefined
  const after = shiftInstant(latest, 1)
  return checkEventDate(after, { latest, now }) === undefined ? after : undefined
}

/** Returns the hint about the possible dates, in the viewer's time zone. */
function useWindowHint(latest: Instant | undefined, wording: DateLabels): string {
  const t = useMessages()
  const viewer = useViewer()
  const zone = viewer.timeZone
  if (latest === undefined) return t('composer.hintFirst', { zone })
  const values = { latest: formatWeekdayMoment(latest, viewer), zone }
  const { hint, onlyNow } = dateLabels[wording]
  return t(latest >= toInstant(viewer.now) ? onlyNow : hint, values)
}

interface DatePreviewProps {
  readonly validation: DateValidation
  readonly inside: boolean
  /** the chosen minute */
  readonly minute: LocalMinute
  readonly onFold: (fold: Fold) => void
}

/** A preview of the chosen time: whether it is possible, and how it was resolved if the clocks skip or repeat it. */
function DatePreview({ validation, inside, minute, onFold }: DatePreviewProps) {
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
          <b>{formatReadBack(at, viewer)}</b>
          <span>{` – ${t(inside ? 'composer.inside' : 'composer.outside')}`}</span>
        </span>
      </p>
      {skipped && <p>{t('composer.skipped', { time, meant: formatTimeOfDay(at, viewer) })}</p>}
      {fold !== undefined && (
        <p>
          <span>{`${t(`composer.twice.${fold}`, { time, offset })} `}</span>
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
