import { useGetLead } from '../../shared/api/queries.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import { lastActivity } from '../../shared/leads/last-activity.ts'
import { useAddedLead } from '../../shared/leads/use-added-lead.ts'
import { StatusSince } from '../../shared/leads/StatusSince.tsx'
import { useSelectedLeads } from '../../shared/router/use-selected-leads.ts'
import { usePersonNames } from '../../shared/people/use-person-names.ts'
import { Icon } from '../../shared/ui/Icon.tsx'
import { Link } from '../../shared/ui/Link.tsx'
import { Time } from '../../shared/ui/Time.tsx'
import { useStatuses } from '../../shared/ui/statuses.ts'
import { LeadName } from '../../shared/events/LeadName.tsx'
import styles from './LeadSummaryTable.module.css'
import { Name } from '../../shared/ui/Name.tsx'

/** A summary row of one of several leads: its name opens it alone, the cross removes it from the timeline. */
export function LeadSummaryRow({ id }: { readonly id: string }) {
  const t = useMessages()
  const viewer = useViewer()
  const names = usePersonNames()
  const selectedLeads = useSelectedLeads()
  const statuses = useStatuses() ?? []
  const { data, isError } = useGetLead(id)
  const lead = data?.item
  useAddedLead(lead)
  return (
    <tr>
      <th scope="row" className={styles.name}>
        <LeadName lead={id} />
      </th>
      {lead === undefined ? (
        <td colSpan={4}>{isError && t('several.unknown')}</td>
      ) : (
        <>
          <td className={styles.status}>
            <StatusSince lead={lead} />
          </td>
          <td className={styles.assignee}>
            {lead.leadAssignee === null ? t('timeline.nobody') : <Name>{names.full(lead.leadAssignee)}</Name>}
          </td>
          <td className={styles.figure}>
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
