import { flushSync } from 'react-dom'
import { toProblem } from '../api/problems.ts'
import type { Translate } from '../i18n/i18n.ts'
import { problemMessage } from '../i18n/problem-message.ts'
import { currentRoute, navigate } from '../router/route.ts'
import { dispatchCommand } from '../ui/commands.ts'
import { showToast } from '../ui/show-toast.ts'
import { adjacentLead } from './visible-leads.ts'

let closeMessage: (() => void) | undefined

/**
 * Opens the lead after (`by` 1) or before (-1) the open one in the picker's list; at an end it stays, and tells the user.
 * `button` is the ID of the pressed button, which keeps the focus; without one the focus moves to the note.
 */
export async function goToAdjacentLead(by: 1 | -1, t: Translate, button?: string): Promise<void> {
  const open = currentRoute().leads[0]
  try {
    const lead = await adjacentLead(open, by)
    // the user may have navigated while a page of the list was loading
    if (currentRoute().leads[0] !== open) return
    if (lead === undefined) return showMessage(t(by > 0 ? 'leads.isLast' : 'leads.isFirst'))
    closeMessage?.()
    if (button === undefined) {
      document.querySelector('main')?.focus()
      dispatchCommand(`write ${lead.id}`)
      navigate({ leads: [lead.id] })
      return
    }
    // the next lead's header has the same buttons
    flushSync(() => navigate({ leads: [lead.id] }))
    document.getElementById(button)?.focus()
  } catch (error) {
    showMessage(problemMessage(toProblem(error), t))
  }
}

/** Shows a message in place of the previous one, which repeated keys would multiply. */
function showMessage(text: string): void {
  closeMessage?.()
  closeMessage = showToast({ text })
}
