import { shiftInstant, toInstant, type Instant } from '../../../contract/instant.ts'
import { checkEventDate } from '../../../contract/rules/event-date.ts'
import { useMessages } from '../i18n/i18n.ts'
import { formatWeekdayMoment } from '../i18n/format-time.ts'
import { useViewer } from '../i18n/use-viewer.ts'
import { Button } from '../ui/Button.tsx'
import { FieldError } from '../ui/FieldError.tsx'
import { toChosenMinute, type ChosenDate } from '../time/local-minute.ts'
import styles from './DateHint.module.css'
import { DatePreview } from './DatePreview.tsx'
import type { DateValidation } from './date-validation.ts'
import { dateWordings, type DateLabels } from './date-labels.ts'

interface DateHintProps {
  /** its own id: the field is described by it */
  readonly id: string
  readonly value: ChosenDate | undefined
  readonly onChange: (date: ChosenDate | undefined) => void
  readonly latest: Instant | undefined
  readonly wording: DateLabels
  readonly verdict: DateValidation | undefined
  readonly fault: string | undefined
  /** the button that mended the date goes away with the focus on it */
  readonly onMended: () => void
}

/** Which dates are possible, in words; the chosen one read back; where it is not possible, why, and a press to mend it. */
export function DateHint(props: DateHintProps) {
  const { id, value: date, onChange, latest, wording, verdict, fault, onMended } = props
  const t = useMessages()
  const words = dateWordings[wording]
  const afterLatest = useAfterLatest(latest)
  const hint = useWindowWords(latest, wording)
  const mend = (mended: ChosenDate | undefined) => {
    onChange(mended)
    onMended()
  }
  const unread = verdict === undefined && date?.words !== undefined
  return (
    <div className={styles.hint}>
      <div id={id}>
        {date !== undefined && verdict !== undefined && (
          <DatePreview
            verdict={verdict}
            inside={fault === undefined}
            minute={date.at}
            onFold={(fold) => onChange({ ...date, fold })}
          />
        )}
        <FieldError id={`${id}-fault`} words={fault} />
        {fault === undefined && unread && <p>{t('composer.sayTimeHint')}</p>}
        {(fault === undefined || verdict === undefined) && <p>{hint}</p>}
      </div>
      {fault !== undefined && (
        <p className={styles.mends}>
          <Button size="s" onClick={() => mend(undefined)}>
            {t(words.unchosen)}
          </Button>
          {afterLatest !== undefined && (
            <Button size="s" onClick={() => mend(toChosenMinute(afterLatest))}>
              {t(words.afterLatest)}
            </Button>
          )}
        </p>
      )}
    </div>
  )
}

/** The moment just after the latest event, where an event may have it already. */
function useAfterLatest(latest: Instant | undefined): Instant | undefined {
  const now = toInstant(useViewer().now)
  if (latest === undefined) return undefined
  const after = shiftInstant(latest, 1)
  return checkEventDate(after, { latest, now }) === undefined ? after : undefined
}

/** The window of possible dates, in words and in the reader's time zone. */
function useWindowWords(latest: Instant | undefined, wording: DateLabels): string {
  const t = useMessages()
  const viewer = useViewer()
  const zone = viewer.timeZone
  if (latest === undefined) return t('composer.hintFirst', { zone })
  const values = { latest: formatWeekdayMoment(latest, viewer), zone }
  const { hint, onlyNow } = dateWordings[wording]
  return t(latest >= toInstant(viewer.now) ? onlyNow : hint, values)
}
