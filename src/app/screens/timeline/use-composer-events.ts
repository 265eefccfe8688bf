import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { LeadEvent } from '../../../contract/lead-event.ts'
import type { Ordering } from '../../../contract/paging.ts'
import { isEmpty, parseDraft } from '../../features/composer/composer-values.ts'
import { leadDraft } from '../../outbox/drafts/draft-key.ts'
import { useOutboxContext, useOutboxOf } from '../../outbox/outbox-context.ts'
import { matchesFilter } from '../../shared/events/matches-filter.ts'
import { windowSize } from '../../shared/events/reachable-events.ts'
import { timelineQuery } from '../../shared/events/timeline-query.ts'
import { useEventLabel } from '../../shared/events/use-event-label.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { currentRoute, navigate } from '../../shared/router/route.ts'
import { personKey, personOf } from '../../shared/session/person.ts'
import { useSignedIn } from '../../shared/session/signed-in.ts'
import { showToast } from '../../shared/ui/show-toast.ts'
import { isDialogOpen } from '../../shared/ui/top-dialog.ts'

interface View {
  readonly leads: readonly string[]
  readonly order: Ordering
  /** the number of events of all these leads, as far as it is known */
  readonly eventCount: number | undefined
}

/** The events that pass between the composer and the timeline of one or more leads: just logged, and rejected ones to fix. */
export function useComposerEvents({ leads, order, eventCount }: View) {
  const t = useMessages()
  const { user } = useSignedIn()
  const eventLabel = useEventLabel()
  const { outbox, drafts } = useOutboxContext()
  const queryClient = useQueryClient()
  const [loggedKey, setLoggedKey] = useState<string>()
  const [fixingKey, setFixingKey] = useState<string>()
  const [takesFocus, setTakesFocus] = useState(false)
  const fixing = useOutboxOf(leads)
    .filter((operation) => operation.kind === 'create')
    .find(({ key, state, unsure }) => key === fixingKey && state === 'refused' && unsure !== true)

  const fix = (key: string | undefined) => {
    setFixingKey(key)
    setTakesFocus(true)
  }
  /** Shows a toast if the filter hides the new event, or if the oldest-first order of a long timeline cannot reach it. */
  const notifyIfHidden = async (created: LeadEvent) => {
    const matches = await matchesFilter(queryClient, created, timelineQuery(leads, order, currentRoute()))
    const unreachable = order === 'oldest' && (eventCount ?? 0) >= windowSize
    if (matches && !unreachable) return
    showToast({
      text: t(matches ? 'timeline.logged' : 'filter.leftOut'),
      action: {
        label: t('timeline.show'),
        name: t('timeline.showNamed', { name: eventLabel(created) }),
        onPress: () => navigate({ leads, event: created.id }),
      },
    })
  }
  /** Follows an event that was just logged: `key` is the key of its row in the outbox. */
  const trackEvent = async (key: string) => {
    setLoggedKey(key)
    fix(undefined)
    const outcome = await outbox.waitForOutcome(key)
    // another user may have signed in by now
    if (outcome === undefined || !outbox.isOwn(outcome)) return
    if (outcome.result !== undefined) await notifyIfHidden(outcome.result)
    // a dialog that the user has opened must not be covered
    const isBusy = isDialogOpen()
    const isFresh = outcome.state === 'refused' && outcome.waited !== true && !isBusy
    const fieldErrors = isFresh ? outcome.problem?.details?.errors : undefined
    // an event that was rejected immediately returns to the composer, unless the composer already has a new draft
    if (
      fieldErrors !== undefined &&
      isEmpty(parseDraft(drafts.read(leadDraft(personKey(personOf(user)), outcome.lead))))
    )
      fix(key)
  }
  return { loggedKey, fixing, fix, takesFocus, trackEvent }
}
