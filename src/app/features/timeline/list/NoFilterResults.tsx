import type { Ordering } from '../../../../contract/paging.ts'
import { useListEvents } from '../../../shared/api/queries.ts'
import { useMessages } from '../../../shared/i18n/i18n.ts'
import { Button } from '../../../shared/ui/Button.tsx'
import { EmptyState } from '../../../shared/ui/EmptyState.tsx'
import { navigate, useRoute } from '../../../shared/router/route.ts'
import { timelineQuery } from '../../../shared/events/timeline-query.ts'

/** Empty state of a timeline if no event matches the filter, with a button that removes it. */
export function NoFilterResults({
  leads,
  order,
}: {
  readonly leads: readonly string[]
  readonly order: Ordering
}) {
  const t = useMessages()
  const q = timelineQuery(leads, order, useRoute()).filter?.q
  const total = useListEvents({ leads, ordering: order }, 0).data?.meta.count
  return (
    <EmptyState
      title={q === undefined ? t('filter.none.title') : t('filter.none.q.title', { q })}
      text={total === undefined ? '' : t('filter.none.text', { total })}
      action={
        <Button size="s" onClick={() => navigate({ leads, order })}>
          {t('filter.none.clear')}
        </Button>
      }
    />
  )
}
