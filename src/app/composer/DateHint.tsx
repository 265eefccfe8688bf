import { useController, type Control } from 'react-hook-form'
import { useMessages } from '../i18n/i18n.ts'
import { formatMoment } from '../i18n/format-time.ts'
import { useReader } from '../i18n/use-reader.ts'
import { Button } from '../ui/Button.tsx'
import { FieldFaultText } from '../ui/FieldFaultText.tsx'
import { toLocalMinute } from './chosen-time.ts'
import styles from './Composer.module.css'
import { latestOf, type ComposerLead, type ComposerValues } from './composer-values.ts'
import { dateHintId } from './DateField.tsx'

interface DateHintProps {
  readonly control: Control<ComposerValues>
  readonly lead: ComposerLead
  readonly fault: string | undefined
  /** the button that mended the date goes away with the focus on it */
  readonly onMended: () => void
}

/** Which dates are possible, in words; where the chosen one is not, why, and one press to mend it. */
export function DateHint({ control, lead, fault, onMended }: DateHintProps) {
  const t = useMessages()
  const reader = useReader()
  const { field } = useController({ control, name: 'date' })
  const latest = latestOf(lead)
  const zone = reader.timeZone
  const mend = (date: ComposerValues['date']) => {
    field.onChange(date)
    onMended()
  }
  const hint =
    latest === undefined
      ? t('composer.hintFirst', { zone })
      : t('composer.hint', { latest: formatMoment(latest, reader), zone })
  return (
    <div className={styles.hint}>
      <div id={dateHintId}>
        <FieldFaultText id={`${dateHintId}-fault`} words={fault} />
        <p>{hint}</p>
      </div>
      {fault !== undefined && (
        <p className={styles.mends}>
          <Button size="s" onClick={() => mend('now')}>
            {t('composer.mendNow')}
          </Button>
          {latest !== undefined && (
            <Button size="s" onClick={() => mend({ at: toLocalMinute(latest) })}>
              {t('composer.mendAfterLatest')}
            </Button>
          )}
        </p>
      )}
    </div>
  )
}
