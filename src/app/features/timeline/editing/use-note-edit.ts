import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Instant } from '../../../../contract/instant.ts'
import type { ChosenDate } from '../../../shared/time/local-minute.ts'
import { useMessages } from '../../../shared/i18n/i18n.ts'
import type { UpdateBody } from '../../../outbox/operations/operation.ts'
import { useDraft, useOutboxContext } from '../../../outbox/outbox-context.ts'
import { showToast } from '../../../shared/ui/show-toast.ts'
import { isStale, readNoteDraft, type EventVersion, type NoteDraft } from './note-draft.ts'

interface NoteEditParts {
  /** the place of the draft */
  readonly place: string
  /** the text in sight */
  readonly shown: string
  /** what is in sight, and the version that it was read in; absent for an event that is not saved yet */
  readonly version?: EventVersion
  /** that one was not saved, so it is worth saving as it stands */
  readonly refused: boolean
  /** `base`: the version that the person saw, which the change goes over */
  readonly onSave: (body: UpdateBody, base: EventVersion | undefined) => void
}

/**
 * Editing an event's note, and its date. What is under edit is a draft, so a row that leaves the screen and comes back is
 * still being edited, and so is one after the page was closed. The draft knows the version that it began on: what
 * somebody else makes of the event meanwhile is never gone over unseen.
 */
export function useNoteEdit({ place, shown, version, refused, onSave }: NoteEditParts) {
  const t = useMessages()
  const { drafts } = useOutboxContext()
  const draft = readNoteDraft(useDraft(place))
  const [focused, setFocused] = useState(false)
  const editButton = useRef<HTMLButtonElement>(null)
  const overtaken = isStale(draft?.base, version)

  /** `save`: what is done with the text, shown in the same step as the end of the edit. */
  function close(save = () => {}) {
    letGoOfFocus()
    // the button is there again only after this, and it is where the focus came from
    flushSync(() => {
      setFocused(false)
      drafts.remove(place)
      save()
    })
    editButton.current?.focus()
  }

  function offerBack(text: string, dropped: NoteDraft | undefined) {
    if (dropped === undefined || (dropped.note === shown && dropped.date === undefined)) return
    showToast({
      text,
      action: { label: t('timeline.bringBack'), onPress: () => drafts.write(place, dropped) },
      milliseconds: 10_000,
    })
  }

  /** The version that saving goes over: the present one, unless it is somebody else's that the person has not taken in. */
  function seenVersion(): EventVersion | undefined {
    const base = draft?.base
    if (base === undefined || version === undefined) return base ?? version
    return overtaken || base.updateTime > version.updateTime ? base : version
  }

  return {
    /** what is under edit, `undefined` where nobody edits */
    draft,
    /** it was opened just now, by a press */
    focused,
    editButton,
    /** what somebody else made of the event since the edit began */
    theirs: overtaken ? version : undefined,
    open: (from: NoteDraft = { note: shown, ...(version !== undefined && { base: version }) }) => {
      letGoOfFocus()
      setFocused(true)
      drafts.write(place, from)
    },
    change: (note: string) => drafts.write(place, { ...draft, note }),
    chooseDate: (date: ChosenDate | undefined) => {
      const { date: _, ...rest } = draft ?? { note: shown }
      drafts.write(place, date === undefined ? rest : { ...rest, date })
    },
    /** Goes on with what was typed, knowing what somebody else wrote. */
    keepMine: () => drafts.write(place, { ...draft, note: draft?.note ?? shown, base: version }),
    /** Goes on from what somebody else wrote. */
    startFromTheirs: () => {
      drafts.write(place, { note: version?.note ?? '', base: version })
      offerBack(t('timeline.editDropped'), draft && { ...draft, base: version })
    },
    /** `at`: what the chosen date means, where it is to change. */
    save: (at: Instant | undefined) => {
      const base = seenVersion()
      const note = draft?.note ?? shown
      const isSame = !refused && note === shown && (at === undefined || at === version?.date)
      const body = { note: note.trim() === '' ? null : note, ...(at !== undefined && { date: at }) }
      close(isSame ? undefined : () => onSave(body, base))
    },
    cancel: () => {
      close()
      offerBack(t('timeline.editDropped'), draft)
    },
  }
}

/**
 * What has the focus is about to give way to something else that takes it. Taken away with the focus still in it, it has
 * the browser lay out the page in the middle of the change.
 */
function letGoOfFocus() {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
}

export type NoteEdit = ReturnType<typeof useNoteEdit>
