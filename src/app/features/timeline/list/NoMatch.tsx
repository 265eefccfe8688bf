import type { Ordering } from '../../../../contract/paging.ts'
import { useListEvents } from '../../../shared/api/queries.ts'
import { useMessages } from '../../../shared/i18n/i18n.ts'
import { Button } from '../../../shared/ui/Button.tsx'
import { Empty } from '../../../shared/ui/Empty.tsx'
import { navigate, useUrlState } from '../../../shared/router/url-state.ts'
import { timelineQuery } from '../../../shared/events/timeline-query.ts'

/** What stands in place of a timeline of which the filter leaves nothing: what was asked, and the way out. */
export function NoMatch({ leads, order }: { readonly leads: readonly string[]; readonly order: Ordering }) {
  const t = useMessages()
  const words = timelineQuery(leads, order, useUrlState()).filter?.q
  const total = useListEvents({ leads, ordering: order }, 0).data?.meta.count
  return (
    <Empty
      title={words === undefined ? t('filter.none.title') : t('filter.none.q.title', { q: words })}
      text={total === undefined ? '' : t('filter.none.text', { total })}
      action={
        <Button size="s" onClick={() => navigate({ leads, order })}>
          {t('filter.none.clear')}
        </Button>
      }
    />
  )
}
