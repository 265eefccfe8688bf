import { useEffect } from 'react'
import { isShortcutBlocked } from '../shared/ui/is-shortcut-blocked.ts'
import { currentRoute, navigate } from '../shared/router/route.ts'
import { hasNoModifier, shortcutKey } from '../shared/ui/shortcut.ts'
import { areSingleLetterShortcutsEnabled } from '../shared/ui/single-letter-shortcuts.ts'
import { dispatchCommand } from '../shared/ui/commands.ts'

/**
 * The shortcuts that work anywhere on the page except in a field or a dialog: `c` focuses the composer of the displayed
 * lead (without one, the lead picker), `/` searches the notes of the displayed timeline (or of all leads), `g` goes to a
 * position in the timeline, `?` shows all shortcuts.
 */
export function useGlobalShortcuts(lead: string | undefined): void {
  useEffect(() => {
    const handleKeyDown = (event: KeyboardEvent) => {
      if (!hasNoModifier(event) || event.defaultPrevented || isShortcutBlocked(event.target)) return
      const key = shortcutKey(event)
      if (key === '?') dispatchCommand('keys')
      else if (!areSingleLetterShortcutsEnabled()) return
      else if (key === 'g') dispatchCommand('go-to')
      else if (key === '/') searchNotes()
      else if (key !== 'c') return
      else dispatchCommand(lead === undefined ? 'find' : `write ${lead}`)
      event.preventDefault()
    }
    document.addEventListener('keydown', handleKeyDown)
    return () => document.removeEventListener('keydown', handleKeyDown)
  }, [lead])
}

function searchNotes(): void {
  const { leads, page } = currentRoute()
  if (page === 'changes' || (leads.length === 0 && page !== 'search')) navigate({ page: 'search' })
  dispatchCommand('find-in-notes')
}
