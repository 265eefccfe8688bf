import { useListActivity, type ActivityQuery } from '../../shared/api/queries.ts'
import history from '../../shared/ui/ChangeList.module.css'
import { bidiIsolate } from '../../shared/i18n/bidi-isolate.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import results from '../../shared/ui/ResultList.module.css'
import { ResultPages } from '../../shared/ui/ResultPages.tsx'
import { classNames } from '../../shared/ui/class-names.ts'
import styles from './change-log.module.css'
import { Button } from '../../shared/ui/Button.tsx'
import { navigate } from '../../shared/router/route.ts'
import { changeKey } from './change-query.ts'
import type { EventChange } from '../../../contract/event-change.ts'
import { ChangeDiff } from '../../shared/events/ChangeDiff.tsx'
import { changeAction } from '../../shared/event-model/change-action.ts'
import { openDetails } from '../../shared/router/open-details.ts'
import { formatExact } from '../../shared/i18n/format-time.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import name from '../../shared/events/LeadName.module.css'
import { Link } from '../../shared/ui/Link.tsx'
import { usePersonNames } from '../../shared/people/use-person-names.ts'
import { Name } from '../../shared/ui/Name.tsx'
import { useListRestoration } from '../../shared/ui/use-list-restoration.ts'

/** The changes that match the query, newest first, with a button that loads more. */
export function ChangeList({ query }: { readonly query: ActivityQuery }) {
  const t = useMessages()
  const log = useListActivity(query)
  const { data, hasNextPage, isSuccess } = log
  const scroller = useListRestoration(isSuccess)
  // after a change between two requests the next page repeats an item of the previous one; the map removes the duplicate
  const changes = new Map(
    data?.pages.flatMap(({ items }) => items).map((change) => [changeKey(change), change]),
  )
  const count = data?.pages.at(-1)?.meta.count ?? 0
  const isFiltered = Object.values(query).some((part) => part !== undefined)
  return (
    <div ref={scroller} className={results.scroller}>
      <div className={results.column} aria-busy={log.isFetching}>
        {changes.size > 0 && <output className={results.count}>{t('changeLog.count', { count })}</output>}
        <ResultPages
          query={log}
          isEmpty={changes.size === 0}
          loading={t('changeLog.loading')}
          empty={{
            title: t(isFiltered ? 'changeLog.none.title' : 'changeLog.empty.title'),
            text: t(isFiltered ? 'changeLog.none.text' : 'changeLog.empty.text'),
            onClear: isFiltered ? () => navigate({ page: 'changes' }) : undefined,
          }}
        >
          <ol className={classNames(history.list, styles.changes)} aria-label={t('changeLog.list')}>
            {[...changes].map(([key, change]) => (
              <ChangeRow key={key} change={change} />
            ))}
          </ol>
        </ResultPages>
        {isSuccess && !hasNextPage && changes.size < count && (
          <p className={results.count}>{t('changeLog.beyond', { most: changes.size })}</p>
        )}
      </div>
    </div>
  )
}

/** One change: its author and exact time, its event and lead, and the values before and after. */
function ChangeRow({ change }: { readonly change: EventChange }) {
  const t = useMessages()
  const viewer = useViewer()
  const names = usePersonNames()
  const { event, lead, leadName, updateTime, changedBy } = change
  return (
    <li className={history.change}>
      <p className={history.head}>
        <span>
          <b className={history.by}>
            <Name>{names.of(changedBy)}</Name>
          </b>
          <span>{` ${t(`event.did.${changeAction(change)}`)}`}</span>
        </span>
        <time className={history.at} dateTime={updateTime}>
          {formatExact(updateTime, viewer)}
        </time>
      </p>
      <p className={history.head}>
        <Link to={{ leads: [lead], event }} className={name.lead}>
          <Name>{leadName ?? lead}</Name>
        </Link>
        <Button
          size="s"
          variant="quiet"
          aria-label={`${t('event.details')}: ${bidiIsolate(leadName ?? lead)}`}
          onClick={() => openDetails(event)}
        >
          {t('event.details')}
        </Button>
      </p>
      <ChangeDiff change={change} />
    </li>
  )
}
