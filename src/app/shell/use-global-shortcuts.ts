import { useEffect } from 'react'
import { isShortcutBlocked } from '../shared/ui/is-shortcut-blocked.ts'
import { currentRoute, navigate } from '../shared/router/route.ts'
import { hasNoModifier } from '../shared/ui/shortcut.ts'
import { areSingleLetterShortcutsEnabled } from '../shared/ui/single-letter-shortcuts.ts'
import { dispatchCommand } from '../shared/ui/commands.ts'

/**
 * The keys that work from anywhere on the page but in a field or a dialog: `c` writes about the lead in sight (or finds
 * one first), `/` finds words in the notes of the timeline in sight (or of all leads), `g` goes somewhere in the timeline,
 * `?` shows all keys.
 */
export function useGlobalShortcuts(lead: string | undefined): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (
        !hasNoModifier(event) ||
        event.isComposing ||
        event.defaultPrevented ||
        isShortcutBlocked(event.target)
      )
        return
      if (event.key === '?') dispatchCommand('keys')
      else if (!areSingleLetterShortcutsEnabled()) return
      else if (event.key === 'g') dispatchCommand('go-to')
      else if (event.key === '/') findInNotes()
      else if (event.key !== 'c') return
      else dispatchCommand(lead === undefined ? 'find' : `write ${lead}`)
      event.preventDefault()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [lead])
}

function findInNotes(): void {
  const { leads, page } = currentRoute()
  if (page === 'activity' || (leads.length === 0 && page !== 'search')) navigate({ page: 'search' })
  dispatchCommand('find-in-notes')
}
