import type { Lead } from '../../contract/lead.ts'
import { useListStatuses } from '../api/queries.ts'
import { useMessages } from '../i18n/i18n.ts'
import { useReader } from '../i18n/use-reader.ts'
import { usePersonNames } from '../people/use-person-names.ts'
import { Link } from '../ui/Link.tsx'
import { StatusLabel } from '../ui/StatusLabel.tsx'
import { Time } from '../ui/Time.tsx'
import { lastActivity } from './last-activity.ts'
import styles from './LeadOption.module.css'

interface LeadOptionProps {
  readonly id: string
  readonly lead: Lead
  /** the lead whose timeline is in sight */
  readonly current: boolean
  /** where the arrow keys are */
  readonly active: boolean
  readonly position: number
  readonly count: number
  readonly onOpen: () => void
}

/** A lead in the picker: name, last activity, status, assignee. A link, so that ⌘-click opens it in another tab. */
export function LeadOption({ id, lead, current, active, position, count, onOpen }: LeadOptionProps) {
  const t = useMessages()
  const reader = useReader()
  const statuses = useListStatuses().data?.items ?? []
  const names = usePersonNames()
  const name = lead.name ?? lead.id
  const assignee = lead.leadAssignee === null ? t('leads.nobody') : names.full(lead.leadAssignee)
  const activity = lastActivity(lead, statuses, reader, t)
  return (
    <Link
      to={{ leads: [lead.id] }}
      id={id}
      // an option of a select holds text alone, no link
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="option"
      className={styles.lead}
      // the search field keeps the focus, and the arrow keys with it
      tabIndex={-1}
      aria-selected={current}
      aria-current={current ? 'page' : undefined}
      aria-setsize={count}
      aria-posinset={position}
      data-active={active || undefined}
      onClick={onOpen}
    >
      <span className={styles.row}>
        <bdi className={styles.name} title={name}>
          {name}
        </bdi>
        <span className={styles.aside}>
          {lead.lastEventDate === null ? activity : <Time instant={lead.lastEventDate}>{activity}</Time>}
        </span>
      </span>
      <span className={styles.row}>
        <span className={styles.status}>
          {lead.status === null ? t('leads.noStatus') : <StatusLabel status={lead.status} />}
        </span>
        <span className={styles.assignee} title={assignee}>
          {assignee}
        </span>
      </span>
    </Link>
  )
}
