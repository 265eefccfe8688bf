import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { LeadEvent } from '../../contract/lead-event.ts'
import { useUpdateEvent } from '../api/mutations.ts'
import { useMessages } from '../i18n/i18n.ts'
import { noteDraft } from '../outbox/drafts.ts'
import { useDraft, useUnsent } from '../outbox/outbox-context.ts'
import { useSignedIn } from '../session/signed-in.ts'
import { showToast } from '../ui/show-toast.ts'

/**
 * Editing an event's note; `shown` is the text in sight, `refused` says that this one was not saved. The text under
 * edit is a draft, so a row that leaves the screen and comes back is still being edited.
 */
export function useNoteEdit(event: LeadEvent, shown: string, refused: boolean) {
  const t = useMessages()
  const { user } = useSignedIn()
  const { drafts } = useUnsent()
  const updateEvent = useUpdateEvent()
  const place = noteDraft(user.id, event.id)
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
      if (text !== undefined && (refused || text !== shown)) {
        updateEvent(event, { note: text.trim() === '' ? null : text })
      }
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
