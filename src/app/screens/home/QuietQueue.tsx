import type { Lead } from '../../../contract/lead.ts'
import { quietAfterDays } from '../../../contract/rules/open-lead.ts'
import { useListEvents } from '../../shared/api/queries.ts'
import { formatDays } from '../../shared/i18n/format-days.ts'
import { daysAgo, formatTick } from '../../shared/i18n/format-time.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import { excerpt } from '../../shared/leads/excerpt.ts'
import { LeadLink } from '../../shared/ui/LeadLink.tsx'
import { StatusLabel } from '../../shared/ui/StatusLabel.tsx'
import { Time } from '../../shared/ui/Time.tsx'
import { leadsRoute } from './FigureTables.tsx'
import { HomeSection, type SectionQuery } from './HomeSection.tsx'
import section from './HomeSection.module.css'
import styles from './LeadRow.module.css'
import type { Queue } from './use-quiet-queue.ts'

interface QuietQueueProps {
  readonly queue: Queue
  readonly query: SectionQuery
}

/** Leads that the queue shows. */
const maxQueued = 12

/** The user's quiet leads, quietest first; if there are none, those that are going to be quiet within a week. */
export function QuietQueue({
  queue: { leads, list, isQuiet, quietCount, soonCount },
  query,
}: QuietQueueProps) {
  const t = useMessages()
  return (
    <HomeSection
      title={t(isQuiet ? 'home.quietLeads' : 'home.quietNext')}
      about={
        isQuiet
          ? t('home.quietLeads.about', { days: quietAfterDays })
          : t('home.quietNext.about', { count: soonCount })
      }
      all={
        leads.length > 0
          ? { to: leadsRoute(list), label: t('home.all', { count: isQuiet ? quietCount : soonCount }) }
          : undefined
      }
      query={query}
      rows={10}
    >
      {leads.length === 0 && <p className={section.none}>{t('home.quietLeads.none')}</p>}
      <ol>
        {leads.slice(0, maxQueued).map((lead, index) => (
          <QueuedLead key={lead.id} lead={lead} list={list} isFirst={index === 0} />
        ))}
      </ol>
    </HomeSection>
  )
}

interface QueuedLeadProps {
  readonly lead: Lead
  readonly list: Queue['list']
  readonly isFirst: boolean
}

/** A lead of the queue, with the beginning of its last note, because that decides whether to call. */
function QueuedLead({ lead, list, isFirst }: QueuedLeadProps) {
  const { id, status, statusDate, lastEventDate } = lead
  const t = useMessages()
  const viewer = useViewer()
  // the page of the timeline that the user opens next
  const note = useListEvents({ leads: [id], ordering: 'newest' }, 0).data?.items[0]?.note ?? ''
  const name = lead.name ?? id
  return (
    <li className={styles.queued} data-first={isFirst || undefined}>
      <div className={styles.row}>
        <LeadLink to={{ leads: [id], list }} name={name} />
        {status !== null && (
          <span className={styles.status}>
            <StatusLabel status={status}>
              <span>{status}</span>
              {statusDate !== null && (
                <span className={section.about}>{` ${formatDays(daysAgo(statusDate, viewer), t)}`}</span>
              )}
            </StatusLabel>
          </span>
        )}
        <span className={styles.text} dir="auto" translate="no">
          {excerpt(note, 160)}
        </span>
      </div>
      {lastEventDate !== null && (
        <div className={styles.quiet}>
          <b>{formatDays(daysAgo(lastEventDate, viewer), t)}</b>
          <Time instant={lastEventDate}>{formatTick(lastEventDate, 'day', viewer)}</Time>
        </div>
      )}
    </li>
  )
}
