import { useMessages } from '../../../shared/i18n/i18n.ts'
import type { Highlight } from '../../../../contract/lead-event.ts'
import { NoteText } from '../../../shared/events/NoteText.tsx'
import { useNoteLinks } from '../../../shared/events/use-note-links.ts'
import { Button } from '../../../shared/ui/Button.tsx'
import styles from './EventNote.module.css'

/** Notes above either limit are folded; counting instead of measuring gives a row its final height immediately. */
const maxLength = 1_200
const maxLines = 14

const none: readonly Highlight[] = []

interface EventNoteProps {
  readonly note: string
  /** the matches of the current search in the note */
  readonly highlights?: readonly Highlight[] | undefined
  /** whether a long note is unfolded */
  readonly open: boolean
  readonly onToggle: () => void
}

/** A note with its line breaks; a very long one is folded at first. */
export function EventNote({ note, highlights = none, open, onToggle }: EventNoteProps) {
  const t = useMessages()
  const links = useNoteLinks(note)
  // a note with matches is not folded, because that could hide them
  const isFoldable = highlights.length === 0 && isLong(note)
  return (
    <>
      <NoteText
        text={note}
        highlights={highlights}
        links={links}
        className={styles.note}
        isFolded={isFoldable && !open}
      />
      {isFoldable && (
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
  return note.length > maxLength || note.split('\n', maxLines + 1).length > maxLines
}
