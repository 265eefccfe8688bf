import { useGetLead } from '../../shared/api/queries.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { useReader } from '../../shared/i18n/use-reader.ts'
import { lastActivity } from '../../shared/leads/last-activity.ts'
import { useOpenedLead } from '../../shared/leads/use-opened-lead.ts'
import { StatusSince } from '../../shared/leads/StatusSince.tsx'
import { useView } from '../../shared/router/use-view.ts'
import { usePersonNames } from '../../shared/people/use-person-names.ts'
import { Icon } from '../../shared/ui/Icon.tsx'
import { Link } from '../../shared/ui/Link.tsx'
import { Time } from '../../shared/ui/Time.tsx'
import { useStatuses } from '../../shared/ui/statuses.ts'
import { LeadName } from '../../shared/events/LeadName.tsx'
import styles from './LeadsGlance.module.css'

/** One of several leads at a glance; its name opens it alone, the cross takes it out of the view. */
export function LeadGlance({ id }: { readonly id: string }) {
  const t = useMessages()
  const reader = useReader()
  const names = usePersonNames()
  const view = useView()
  const statuses = useStatuses() ?? []
  const { data, isError } = useGetLead(id)
  const lead = data?.item
  useOpenedLead(lead)
  return (
    <tr>
      <th scope="row" className={styles.name}>
        <LeadName lead={id} />
      </th>
      {lead === undefined ? (
        <td colSpan={4} className={styles.missing}>
          {isError && t('several.unknown')}
        </td>
      ) : (
        <>
          <td className={styles.status}>
            <StatusSince lead={lead} />
          </td>
          <td className={styles.assignee}>
            {lead.leadAssignee === null ? t('timeline.nobody') : names.full(lead.leadAssignee)}
          </td>
          <td className={styles.figure}>
            {lead.lastEventDate === null ? (
              t('leads.noEvents')
            ) : (
              <Time instant={lead.lastEventDate}>{lastActivity(lead, statuses, reader, t)}</Time>
            )}
          </td>
          <td className={styles.events}>{lead.eventCount.toLocaleString(reader.locale)}</td>
        </>
      )}
      <td className={styles.out}>
        <Link
          to={view.toggled(id)}
          className={styles.remove}
          aria-label={t('several.remove', { name: lead?.name ?? id })}
          title={t('several.remove', { name: lead?.name ?? id })}
        >
          <Icon name="close" />
        </Link>
      </td>
    </tr>
  )
}
