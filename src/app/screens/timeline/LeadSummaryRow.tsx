import type { LeadStateChange } from '../../../contract/lead.ts'
import { PathOnAxis } from '../../features/lead-path/PathOnAxis.tsx'
import type { TimeAxis } from '../../features/lead-path/time-axis.ts'
import { useGetLead } from '../../shared/api/queries.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { daysAgo } from '../../shared/i18n/format-time.ts'
import { formatDays } from '../../shared/i18n/format-days.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import { lastActivity } from '../../shared/leads/last-activity.ts'
import { useAddedLead } from '../../shared/leads/use-added-lead.ts'
import { useSelectedLeads } from '../../shared/router/use-selected-leads.ts'
import { usePersonNames } from '../../shared/people/use-person-names.ts'
import { Icon } from '../../shared/ui/Icon.tsx'
import { Link } from '../../shared/ui/Link.tsx'
import { Time } from '../../shared/ui/Time.tsx'
import { StatusLabel } from '../../shared/ui/StatusLabel.tsx'
import { useStatuses } from '../../shared/ui/statuses.ts'
import { LeadName } from '../../shared/events/LeadName.tsx'
import styles from './LeadSummaryTable.module.css'
import { Name } from '../../shared/ui/Name.tsx'

interface LeadSummaryRowProps {
  readonly id: string
  /** whether the composer logs on this lead */
  readonly isChosen: boolean
  /** called for a click beside the row's links */
  readonly onChoose: (() => void) | undefined
  /** whether the table has a column for paths */
  readonly hasPath: boolean
  /** the lead's path; `undefined` while loading, and if it could not be loaded */
  readonly changes: readonly LeadStateChange[] | undefined
  /** the common axis of all paths; `undefined` until they are loaded */
  readonly axis: TimeAxis | undefined
}

/**
 * A summary row of one of several leads: its name opens it alone, the cross removes it from the timeline, and a click
 * elsewhere chooses it for the composer.
 */
export function LeadSummaryRow(props: LeadSummaryRowProps) {
  const { id, isChosen, onChoose, hasPath, changes, axis } = props
  const t = useMessages()
  const viewer = useViewer()
  const names = usePersonNames()
  const selectedLeads = useSelectedLeads()
  const statuses = useStatuses() ?? []
  const { data, isError } = useGetLead(id)
  const lead = data?.item
  useAddedLead(lead)
  return (
    // the composer's field "On" is the keyboard equivalent
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <tr
      className={onChoose && styles.row}
      aria-current={isChosen || undefined}
      onClick={({ target }) => {
        const isText = getSelection()?.isCollapsed === false
        if (isText || !(target instanceof Element) || target.closest('a, button') !== null) return
        onChoose?.()
      }}
    >
      <th scope="row" className={styles.name}>
        <LeadName lead={id} />
      </th>
      {lead === undefined ? (
        <td colSpan={hasPath ? 6 : 5}>{isError && t('several.unknown')}</td>
      ) : (
        <>
          <td className={styles.status}>
            {lead.status === null ? t('timeline.noStatus') : <StatusLabel status={lead.status} />}
          </td>
          <td className={styles.since}>
            {lead.statusDate !== null && (
              <Time instant={lead.statusDate}>
                {formatDays(Math.max(0, daysAgo(lead.statusDate, viewer)), t)}
              </Time>
            )}
          </td>
          <td className={styles.assignee}>
            {lead.leadAssignee === null ? t('timeline.nobody') : <Name>{names.full(lead.leadAssignee)}</Name>}
          </td>
          {hasPath && (
            <td className={styles.path}>{axis && changes && <PathOnAxis changes={changes} axis={axis} />}</td>
          )}
          <td className={styles.last}>
            {lead.lastEventDate === null ? (
              t('leads.noEvents')
            ) : (
              <Time instant={lead.lastEventDate}>{lastActivity(lead, statuses, viewer, t)}</Time>
            )}
          </td>
          <td className={styles.events}>{lead.eventCount.toLocaleString(viewer.locale)}</td>
        </>
      )}
      <td className={styles.out}>
        <Link
          to={selectedLeads.toggled(id)}
          className={styles.remove}
          aria-label={t('several.remove', { name: lead?.name ?? id })}
        >
          <Icon name="close" title={t('several.remove', { name: lead?.name ?? id })} />
        </Link>
      </td>
    </tr>
  )
}
