import { toProblem } from '../../shared/api/problems.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { problemMessage } from '../../shared/i18n/problem-message.ts'
import { nextLead } from '../../shared/leads/visible-leads.ts'
import { showToast } from '../../shared/ui/show-toast.ts'
import { dispatchCommand } from '../../shared/ui/commands.ts'
import { navigate, readUrl } from '../../shared/router/route.ts'
import type { LeadContext } from './composer-values.ts'

/**
 * Goes on from a lead to the next one of the picker's list, with its composer ready. `prepare` looks which one that is,
 * before what is logged moves the list; the function that it gives goes there, or says that this was the last one.
 */
export function useNextLead(lead: LeadContext): { readonly prepare: () => () => Promise<void> } {
  const t = useMessages()
  const name = lead.name ?? lead.id
  const prepare = () => {
    const found = nextLead(lead.id)
    // told once the event is logged
    found.catch(() => undefined)
    return async () => {
      try {
        const next = await found
        // somebody may have gone elsewhere while a page of the list was loaded
        if (readUrl(location.href).leads.join() !== lead.id) return
        if (next === undefined) {
          const find = { label: t('timeline.toLeads'), onPress: () => dispatchCommand('find') }
          showToast({ text: t('composer.lastOfList', { lead: name }), action: find })
          return
        }
        const back = { label: t('timeline.show'), onPress: () => navigate({ leads: [lead.id] }) }
        showToast({ text: t('composer.loggedOn', { lead: name }), action: back })
        document.querySelector('main')?.focus()
        dispatchCommand(`write ${next.id}`)
        navigate({ leads: [next.id] })
      } catch (error) {
        showToast({ text: problemMessage(toProblem(error), t) })
      }
    }
  }
  return { prepare }
}
