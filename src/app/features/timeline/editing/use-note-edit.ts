import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Instant } from '../../../../contract/instant.ts'
import type { ChosenDate } from '../../../shared/time/local-minute.ts'
import { useMessages } from '../../../shared/i18n/i18n.ts'
import type { UpdateBody } from '../../../outbox/operations/operation.ts'
import { useDraft, useOutboxContext } from '../../../outbox/outbox-context.ts'
import { showToast } from '../../../shared/ui/show-toast.ts'
import { useEventLabel } from '../../../shared/events/use-event-label.ts'
import { isStale, parseNoteDraft, type EventVersion, type NoteDraft } from './note-draft.ts'

interface NoteEditParts {
  /** the storage key of the draft */
  readonly draftKey: string
  /** the displayed note */
  readonly shown: string
  /** the displayed date of the event */
  readonly date: Instant
  /** the displayed version of the event; absent for a queued event */
  readonly version?: EventVersion
  /** whether the displayed note was rejected, so that saving it unchanged makes sense */
  readonly isRejected: boolean
  /** `base` is the version that the user saw and that the edit replaces */
  readonly onSave: (body: UpdateBody, base: EventVersion | undefined) => void
}

/**
 * Edits an event's note and date. The edit is stored as a draft while it changes something, so that it continues after
 * the row has left the screen or the page was closed. The draft contains the version on which it began, so that an edit
 * never silently overwrites another user's change.
 */
export function useNoteEdit({ draftKey, shown, date, version, isRejected, onSave }: NoteEditParts) {
  const t = useMessages()
  const eventLabel = useEventLabel()
  const { drafts } = useOutboxContext()
  // an edit without a change, which needs no draft
  const [unchanged, setUnchanged] = useState<NoteDraft>()
  const draft = parseNoteDraft(useDraft(draftKey)) ?? unchanged
  const [takesFocus, setTakesFocus] = useState(false)
  const buttons = useRef<HTMLElement>(null)
  const isOutdated = isStale(draft?.base, version)

  const isUnchanged = (edited: NoteDraft) => edited.note === shown && edited.date === undefined

  function write(next: NoteDraft) {
    setUnchanged(isUnchanged(next) ? next : undefined)
    if (isUnchanged(next)) drafts.remove(draftKey)
    else drafts.write(draftKey, next)
  }

  /** Ends the edit. `save` runs in the same render, so that its result appears together with the end of the edit. */
  function close(save = () => {}) {
    blurActiveElement()
    // the buttons of the event exist again only after this
    flushSync(() => {
      setTakesFocus(false)
      setUnchanged(undefined)
      drafts.remove(draftKey)
      save()
    })
    focusFirst(buttons.current?.querySelectorAll('button') ?? [])
  }

  function offerRestore(text: string, dropped: NoteDraft | undefined) {
    if (unchanged !== undefined || dropped === undefined || isUnchanged(dropped)) return
    showToast({
      text,
      action: {
        label: t('timeline.bringBack'),
        name: t('timeline.bringBackNamed', { event: eventLabel({ note: dropped.note || shown, date }) }),
        onPress: () => {
          setTakesFocus(true)
          write(dropped)
        },
      },
      milliseconds: 10_000,
    })
  }

  /** The version that saving replaces: the current one, unless it is another user's change that this user has not accepted. */
  function seenVersion(): EventVersion | undefined {
    const base = draft?.base
    if (base === undefined || version === undefined) return base ?? version
    return isOutdated || base.updateTime > version.updateTime ? base : version
  }

  return {
    /** the draft; `undefined` if the event is not being edited */
    draft,
    /** whether the user has just opened the editor, so that it takes the focus */
    takesFocus,
    /** for the element with the event's buttons, the first of which takes the focus when the edit ends */
    buttons,
    /** the version of another user who has changed the event since the edit began */
    theirs: isOutdated ? version : undefined,
    open: (from: NoteDraft = { note: shown, ...(version !== undefined && { base: version }) }) => {
      blurActiveElement()
      setTakesFocus(true)
      write(from)
    },
    change: (note: string) => write({ ...draft, note }),
    chooseDate: (chosen: ChosenDate | undefined) => {
      const { date: _, ...rest } = draft ?? { note: shown }
      write(chosen === undefined ? rest : { ...rest, date: chosen })
    },
    /** Continues with the typed text, or with one that contains both, on the basis of the other user's version. */
    keepMine: (note = draft?.note ?? shown) => write({ ...draft, note, base: version }),
    /** Continues from the other user's text. */
    startFromTheirs: () => {
      write({ note: version?.note ?? '', base: version })
      offerRestore(t('timeline.editDropped'), draft && { ...draft, base: version })
    },
    /** `at` is the new date; `undefined` leaves it unchanged. */
    save: (at: Instant | undefined) => {
      const base = seenVersion()
      const note = draft?.note ?? shown
      const isSame = !isRejected && note === shown && (at === undefined || at === version?.date)
      const body = { note: note.trim() === '' ? null : note, ...(at !== undefined && { date: at }) }
      close(isSame ? undefined : () => onSave(body, base))
    },
    cancel: () => {
      close()
      offerRestore(t('timeline.editDropped'), draft)
    },
  }
}

/**
 * Removes the focus before the focused element is replaced by another one that takes it. If the element were removed while
 * it has the focus, the browser would have to lay out the page in the middle of the change.
 */
function blurActiveElement() {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
}

/** Moves the focus to the first button that is displayed. */
function focusFirst(buttons: Iterable<HTMLElement>): void {
  for (const button of buttons) {
    button.focus()
    if (button === document.activeElement) return
  }
}

export type NoteEdit = ReturnType<typeof useNoteEdit>
