import { toProblem } from '../../shared/api/problems.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { problemMessage } from '../../shared/i18n/problem-message.ts'
import { adjacentLead } from '../../shared/leads/visible-leads.ts'
import { showToast } from '../../shared/ui/show-toast.ts'
import { dispatchCommand } from '../../shared/ui/commands.ts'
import { navigate, parseUrl } from '../../shared/router/route.ts'
import type { LeadContext } from './composer-values.ts'

/**
 * Goes from a lead to the next one in the picker's list and focuses its composer. `prepare` determines the next lead before
 * the logged event reorders the list. It returns the function that goes there, or that tells the user that this was the
 * last lead.
 */
export function useNextLead(lead: LeadContext): { readonly prepare: () => () => Promise<void> } {
  const t = useMessages()
  const name = lead.name ?? lead.id
  const prepare = () => {
    const loading = adjacentLead(lead.id, 1)
    // an error is shown once the event is logged
    loading.catch(() => undefined)
    return async () => {
      try {
        const next = await loading
        // the user may have navigated while a page of the list was loading
        if (parseUrl(location.href).leads.join() !== lead.id) return
        if (next === undefined) {
          const label = t('timeline.toLeads')
          const findAction = { label, name: label, onPress: () => dispatchCommand('find') }
          showToast({ text: t('composer.lastOfList', { lead: name }), action: findAction })
          return
        }
        const backAction = {
          label: t('timeline.show'),
          name: t('timeline.showNamed', { name }),
          onPress: () => navigate({ leads: [lead.id] }),
        }
        showToast({ text: t('composer.loggedOn', { lead: name }), action: backAction })
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
