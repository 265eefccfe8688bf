import { useEffect } from 'react'
import { useMessages } from '../shared/i18n/i18n.ts'
import { goToAdjacentLead } from '../shared/leads/go-to-adjacent-lead.ts'
import { isShortcutBlocked } from '../shared/ui/is-shortcut-blocked.ts'
import { currentRoute, navigate } from '../shared/router/route.ts'
import { hasNoModifier, shortcutKey } from '../shared/ui/shortcut.ts'
import { areSingleLetterShortcutsEnabled } from '../shared/ui/single-letter-shortcuts.ts'
import { dispatchCommand } from '../shared/ui/commands.ts'
import { isDialogOpen } from '../shared/ui/top-dialog.ts'

/**
 * The shortcuts that work anywhere on the page except in a field or a dialog: `c` focuses the composer of the displayed
 * leads (without any, the lead picker), `h` goes to the first screen, `/` searches the notes of the displayed timeline (or of
 * all leads), `g` goes to a position in the timeline, `?` shows all shortcuts. Alt with an arrow key opens the next or
 * previous lead, also from a field; the composer keeps its text as a draft.
 */
export function useGlobalShortcuts(leads: string | undefined): void {
  const t = useMessages()
  useEffect(() => {
    const handleKeyDown = (event: KeyboardEvent) => {
      const by = leadStepOf(event)
      if (by !== undefined) {
        event.preventDefault()
        void goToAdjacentLead(by, t)
        return
      }
      if (!hasNoModifier(event) || event.defaultPrevented || isShortcutBlocked(event.target)) return
      const key = shortcutKey(event)
      if (key === '?') dispatchCommand('keys')
      else if (!areSingleLetterShortcutsEnabled()) return
      else if (key === 'g') dispatchCommand('go-to')
      else if (key === '/') searchNotes()
      else if (key === 'h') navigate({})
      else if (key !== 'c') return
      else dispatchCommand(leads === undefined ? 'find' : `write ${leads}`)
      event.preventDefault()
    }
    document.addEventListener('keydown', handleKeyDown)
    return () => document.removeEventListener('keydown', handleKeyDown)
  }, [leads, t])
}

function searchNotes(): void {
  const { leads, page } = currentRoute()
  if (page === 'activity' || page === 'changes' || (leads.length === 0 && page !== 'search'))
    navigate({ page: 'search' })
  dispatchCommand('find-in-notes')
}

/** Which way Alt with an arrow key goes through the lead list; `undefined` for other keys, and where it has another use. */
function leadStepOf(event: KeyboardEvent): 1 | -1 | undefined {
  const { key, altKey, ctrlKey, metaKey, shiftKey, target } = event
  const by = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : undefined
  if (by === undefined || !altKey || ctrlKey || metaKey || shiftKey || event.defaultPrevented)
    return undefined
  const { leads, page } = currentRoute()
  if (page !== 'timeline' || leads.length > 1 || isDialogOpen()) return undefined
  // these open a list by the same keys; the picker's list is always open
  const opensList =
    'select, [type="date"], [type="datetime-local"], [role="combobox"]:not([aria-keyshortcuts])'
  return target instanceof Element && target.closest(opensList) !== null ? undefined : by
}
