import type { KeyboardEvent } from 'react'
import { isModified } from '../../shared/ui/shortcut.ts'

interface ComposerKeys {
  readonly log: () => Promise<void>
  readonly logAndNext: () => Promise<void>
}

/** The keys that work from every field of the composer: ⌘/Ctrl+Enter logs, with Shift goes on, Escape leaves. */
export function useComposerKeys({ log, logAndNext }: ComposerKeys) {
  return (event: KeyboardEvent<HTMLElement>) => {
    // the input method uses these keys: its text is not in the field yet
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape' && event.currentTarget.closest('dialog') === null) {
      leaveForTimeline()
      return
    }
    const goesOn = isModified(event, 'Enter', { shift: true })
    if (!goesOn && !isModified(event, 'Enter')) return
    event.preventDefault()
    const act = goesOn ? logAndNext : log
    // an open list takes its choice by the same Enter, and gives it to the form just after
    if (isOpenList(event.target)) setTimeout(() => void act())
    else void act()
  }
}

function isOpenList(target: EventTarget): boolean {
  return target instanceof Element && target.getAttribute('aria-expanded') === 'true'
}

/** The draft stays; what stands below is read by the same keys as ever. */
function leaveForTimeline() {
  const place = document.querySelector<HTMLElement>('[role="feed"] article') ?? document.querySelector('main')
  place?.focus()
}
