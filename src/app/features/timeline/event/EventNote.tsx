import { useMessages } from '../../../shared/i18n/i18n.ts'
import type { Highlight } from '../../../../contract/lead-event.ts'
import { MarkedText } from '../../../shared/events/MarkedText.tsx'
import { Button } from '../../../shared/ui/Button.tsx'
import styles from './EventNote.module.css'

/** Notes above either of these are folded; counted rather than measured, so that a row has its height at once. */
const longText = 1_200
const manyLines = 14

const none: readonly Highlight[] = []

interface EventNoteProps {
  readonly note: string
  /** what matched in it, where words are looked for */
  readonly highlights?: readonly Highlight[] | undefined
  /** shown whole, where it is long enough to be folded */
  readonly open: boolean
  readonly onToggle: () => void
}

/** A note with its line breaks; a very long one is folded until somebody wants all of it. */
export function EventNote({ note, highlights = none, open, onToggle }: EventNoteProps) {
  const t = useMessages()
  // what was looked for is not folded away
  const long = highlights.length === 0 && isLong(note)
  return (
    <>
      <p dir="auto" className={styles.note} data-folded={(long && !open) || undefined}>
        <MarkedText text={note} highlights={highlights} />
      </p>
      {long && (
        <span className={styles.fold}>
          <Button variant="quiet" size="s" aria-expanded={open} onClick={onToggle}>
            {open ? t('timeline.showLess') : t('timeline.showAll')}
          </Button>
        </span>
      )}
    </>
  )
}

function isLong(note: string): boolean {
  return note.length > longText || note.split('\n', manyLines + 1).length > manyLines
}
