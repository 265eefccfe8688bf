import { useController, type Control } from 'react-hook-form'
import { shiftInstant, toInstant, type Instant } from '../../contract/instant.ts'
import { checkEventDate } from '../../contract/rules/event-date.ts'
import { useMessages } from '../i18n/i18n.ts'
import { formatWeekdayMoment } from '../i18n/format-time.ts'
import { useReader } from '../i18n/use-reader.ts'
import { Button } from '../ui/Button.tsx'
import { FieldFaultText } from '../ui/FieldFaultText.tsx'
import { toChosenMinute } from './chosen-time.ts'
import styles from './DateHint.module.css'
import { DateReading } from './DateReading.tsx'
import type { ComposerValues } from './composer-values.ts'
import type { DateVerdict } from './date-verdict.ts'

/** The text that says which dates are possible, what the chosen one is, and what is wrong with it. */
export const dateHintId = 'composer-date-hint'

interface DateHintProps {
  readonly control: Control<ComposerValues>
  readonly latest: Instant | undefined
  readonly verdict: DateVerdict | undefined
  readonly fault: string | undefined
  /** the button that mended the date goes away with the focus on it */
  readonly onMended: () => void
}

/** Which dates are possible, in words; the chosen one read back; where it is not possible, why, and a press to mend it. */
export function DateHint({ control, latest, verdict, fault, onMended }: DateHintProps) {
  const t = useMessages()
  const { field } = useController({ control, name: 'date' })
  const afterLatest = useAfterLatest(latest)
  const hint = useWindowWords(latest)
  const date = field.value
  const mend = (mended: ComposerValues['date']) => {
    field.onChange(mended)
    onMended()
  }
  const unread = date !== 'now' && verdict === undefined && date.words !== undefined
  return (
    <div className={styles.hint}>
      <div id={dateHintId}>
        {date !== 'now' && verdict !== undefined && (
          <DateReading
            verdict={verdict}
            inside={fault === undefined}
            minute={date.at}
            onFold={(fold) => field.onChange({ ...date, fold })}
          />
        )}
        <FieldFaultText id={`${dateHintId}-fault`} words={fault} />
        {fault === undefined && unread && <p>{t('composer.sayTimeHint')}</p>}
        {(fault === undefined || verdict === undefined) && <p>{hint}</p>}
      </div>
      {fault !== undefined && (
        <p className={styles.mends}>
          <Button size="s" onClick={() => mend('now')}>
            {t('composer.mendNow')}
          </Button>
          {afterLatest !== undefined && (
            <Button size="s" onClick={() => mend(toChosenMinute(afterLatest))}>
              {t('composer.mendAfterLatest')}
            </Button>
          )}
        </p>
      )}
    </div>
  )
}

/** The moment just after the latest event, where an event may have it already. */
function useAfterLatest(latest: Instant | undefined): Instant | undefined {
  const now = toInstant(useReader().now)
  if (latest === undefined) return undefined
  const after = shiftInstant(latest, 1)
  return checkEventDate(after, { latest, now }) === undefined ? after : undefined
}

/** The window of possible dates, in words and in the reader's time zone. */
function useWindowWords(latest: Instant | undefined): string {
  const t = useMessages()
  const reader = useReader()
  const zone = reader.timeZone
  if (latest === undefined) return t('composer.hintFirst', { zone })
  const words = { latest: formatWeekdayMoment(latest, reader), zone }
  return latest >= toInstant(reader.now) ? t('composer.hintOnlyNow', words) : t('composer.hint', words)
}
