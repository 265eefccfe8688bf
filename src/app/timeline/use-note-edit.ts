import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useMessages } from '../i18n/i18n.ts'
import { useDraft, useUnsent } from '../outbox/outbox-context.ts'
import { showToast } from '../ui/show-toast.ts'

interface NoteEditParts {
  /** the place of the draft */
  readonly place: string
  /** the text in sight */
  readonly shown: string
  /** that one was not saved, so it is worth saving as it stands */
  readonly refused: boolean
  readonly onSave: (note: string | null) => void
}

/**
 * Editing an event's note. The text under edit is a draft, so a row that leaves the screen and comes back is still being
 * edited, and so is one after the page was closed.
 */
export function useNoteEdit({ place, shown, refused, onSave }: NoteEditParts) {
  const t = useMessages()
  const { drafts } = useUnsent()
  const draft = useDraft(place)
  const text = typeof draft === 'string' ? draft : undefined
  const [focused, setFocused] = useState(false)
  const editButton = useRef<HTMLButtonElement>(null)

  function close() {
    setFocused(false)
    // the button is there again only after this, and it is where the focus came from
    flushSync(() => drafts.remove(place))
    editButton.current?.focus()
  }

  return {
    /** the text under edit, `undefined` where nobody edits */
    text,
    /** it was opened just now, by a press */
    focused,
    editButton,
    open: (from = shown) => {
      setFocused(true)
      drafts.write(place, from)
    },
    change: (changed: string) => drafts.write(place, changed),
    save: () => {
      if (text !== undefined && (refused || text !== shown)) onSave(text.trim() === '' ? null : text)
      close()
    },
    cancel: () => {
      const dropped = text
      close()
      if (dropped === undefined || dropped === shown) return
      showToast({
        text: t('timeline.editDropped'),
        action: { label: t('timeline.bringBack'), onPress: () => drafts.write(place, dropped) },
        milliseconds: 10_000,
      })
    },
  }
}

export type NoteEdit = ReturnType<typeof useNoteEdit>
