import type { KeyboardEvent } from 'react'
import { isModified } from '../../shared/ui/shortcut.ts'

interface ComposerKeys {
  readonly log: () => Promise<void>
  readonly logAndNext: () => Promise<void>
}

/** The shortcuts that work in every field of the composer: ⌘/Ctrl+Enter logs, Shift also opens the next lead, Escape leaves. */
export function useComposerKeys({ log, logAndNext }: ComposerKeys) {
  return (event: KeyboardEvent<HTMLElement>) => {
    // the input method uses these keys: its text is not in the field yet
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape' && event.currentTarget.closest('dialog') === null) {
      focusTimeline()
      return
    }
    const toNextLead = isModified(event, 'Enter', { shift: true })
    if (!toNextLead && !isModified(event, 'Enter')) return
    event.preventDefault()
    const submit = toNextLead ? logAndNext : log
    // the same Enter confirms the option of an open list, which reaches the form just after this event
    if (isOpenList(event.target)) setTimeout(() => void submit())
    else void submit()
  }
}

function isOpenList(target: EventTarget): boolean {
  return target instanceof Element && target.getAttribute('aria-expanded') === 'true'
}

/** Moves the focus to the timeline, where its own shortcuts work. The draft stays. */
function focusTimeline() {
  const target =
    document.querySelector<HTMLElement>('[role="feed"] article') ?? document.querySelector('main')
  target?.focus()
}
