import { useEffect } from 'react'
import { here, navigate } from './url-state.ts'
import { isTextBox } from './ui/is-text-box.ts'
import { isBare } from './ui/shortcut.ts'
import { hasSingleKeys } from './ui/single-keys.ts'
import { wish } from './ui/wish.ts'

/**
 * The keys that work from anywhere on the page but in a field or a dialog: `c` writes about the lead in sight (or finds
 * one first), `/` finds words in the notes of the timeline in sight (or of all leads), `?` shows all keys.
 */
export function usePageKeys(lead: string | undefined): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!isBare(event) || event.isComposing || event.defaultPrevented || isTaken(event.target)) return
      if (event.key === '?') wish('keys')
      else if (!hasSingleKeys()) return
      else if (event.key === '/') findInNotes()
      else if (event.key !== 'c') return
      else wish(lead === undefined ? 'find' : `write ${lead}`)
      event.preventDefault()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [lead])
}

function findInNotes(): void {
  const { leads, page } = here()
  if (leads.length === 0 && page !== 'search') navigate({ page: 'search' })
  wish('find-in-notes')
}

/** Whether letters pressed here are for something else: a field, a list that is searched by them, a dialog. */
function isTaken(target: EventTarget | null): boolean {
  if (isTextBox(target) || document.querySelector('dialog[open]') !== null) return true
  return target instanceof Element && target.closest('[role="combobox"], [type="datetime-local"]') !== null
}
