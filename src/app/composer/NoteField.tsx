import { useId } from 'react'
import { useController, type Control } from 'react-hook-form'
import { noteLimit } from '../../contract/wire.ts'
import { countCodePoints } from '../../contract/text.ts'
import { useMessages } from '../i18n/i18n.ts'
import { Button } from '../ui/Button.tsx'
import { FieldFaultText } from '../ui/FieldFaultText.tsx'
import { TextArea } from '../ui/TextArea.tsx'
import { noteFault } from './composer-schema.ts'
import type { ComposerValues } from './composer-values.ts'
import { refusedCharacters, withoutRefused, withRefusedShown } from './control-characters.ts'
import styles from './NoteField.module.css'
import { usePaste } from './use-paste.ts'

/** Code points before the limit from which on those that are left are counted. */
const near = 500

interface NoteFieldProps {
  readonly control: Control<ComposerValues>
  /** what is wrong with it, in words, once that was asked */
  readonly fault: string | undefined
  /** what was wrong was mended by a press: the button goes away with the focus on it */
  readonly onMended: () => void
}

/** What happened, in words. What the service would refuse of a text is said as soon as it stands there. */
export function NoteField({ control, fault, onMended }: NoteFieldProps) {
  const t = useMessages()
  const id = useId()
  const { field } = useController({ control, name: 'note' })
  const paste = usePaste()
  const left = noteLimit - countCodePoints(field.value)
  const code = noteFault(field.value)
  const refused = code === 'control_character' || code === 'malformed_unicode'
  const words = refused
    ? t('composer.refusedCharacters', { codes: refusedCharacters(field.value).slice(0, 3).join(', ') })
    : fault
  const mend = (text: string) => {
    field.onChange(text)
    onMended()
  }
  return (
    <>
      <TextArea
        {...field}
        frame="bare"
        aria-label={t('composer.note')}
        placeholder={t('composer.placeholder')}
        aria-invalid={words !== undefined || left < 0 || undefined}
        aria-describedby={`${id}-fault ${id}-left`}
        onPaste={paste}
      />
      <div className={styles.below}>
        <FieldFaultText id={`${id}-fault`} words={words ?? (left < 0 ? t('composer.tooLong') : undefined)} />
        {refused && (
          <span className={styles.mends}>
            <Button size="s" onClick={() => mend(withoutRefused(field.value))}>
              {t('composer.removeThem')}
            </Button>
            <Button size="s" onClick={() => mend(withRefusedShown(field.value))}>
              {t('composer.showThem')}
            </Button>
          </span>
        )}
        {left <= near && (
          <span id={`${id}-left`} className={styles.left} data-over={left < 0} data-figures>
            {left < 0 ? t('composer.tooMany', { count: -left }) : t('composer.left', { count: left })}
          </span>
        )}
      </div>
    </>
  )
}
