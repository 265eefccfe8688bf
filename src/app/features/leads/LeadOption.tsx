import type { Lead } from '../../../contract/lead.ts'
import { isOpen } from '../../../contract/rules/open-lead.ts'
import type { LeadStatus } from '../../../contract/lead-status.ts'
import { findNameHighlights } from '../../../contract/search/name-search.ts'
import { MarkedText } from '../../shared/events/MarkedText.tsx'
import { formatDays } from '../../shared/i18n/format-days.ts'
import { daysAgo, type Viewer } from '../../shared/i18n/format-time.ts'
import { useMessages, type Translate } from '../../shared/i18n/i18n.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import { usePersonNames } from '../../shared/people/use-person-names.ts'
import { useSignedIn } from '../../shared/session/signed-in.ts'
import { Icon } from '../../shared/ui/Icon.tsx'
import { Link } from '../../shared/ui/Link.tsx'
import { StatusLabel } from '../../shared/ui/StatusLabel.tsx'
import { Time } from '../../shared/ui/Time.tsx'
import { useStatuses } from '../../shared/ui/statuses.ts'
import type { RouteTarget } from '../../shared/router/route.ts'
import { lastActivity } from '../../shared/leads/last-activity.ts'
import styles from './LeadOption.module.css'
import { Name } from '../../shared/ui/Name.tsx'

interface LeadOptionProps {
  readonly id: string
  readonly lead: Lead
  /** whether the lead's timeline is displayed */
  readonly current: boolean
  /** whether the arrow keys are on this row */
  readonly active: boolean
  readonly position: number
  readonly count: number
  /** the route of a click: this lead alone or, in multi-select, the displayed leads with or without it */
  readonly to: RouteTarget
  readonly isMultiSelect: boolean
  /** the terms of the search, which are highlighted in the name */
  readonly terms: readonly string[]
  readonly onOpen: () => void
  readonly onToggle: (isRange: boolean) => void
}

/** A lead in the picker: name, last activity, status, assignee. It is a link, so that ⌘-click opens it in another tab. */
export function LeadOption(props: LeadOptionProps) {
  const { id, lead, current, active, position, count, to, isMultiSelect, terms, onOpen, onToggle } = props
  const t = useMessages()
  const viewer = useViewer()
  const statuses = useStatuses()
  const names = usePersonNames()
  const { capabilities } = useSignedIn()
  const name = lead.name ?? lead.id
  const assignee = lead.leadAssignee === null ? t('leads.nobody') : names.full(lead.leadAssignee)
  const since = daysInStatus(lead, statuses, viewer, t)
  const activity = lastActivity(lead, statuses ?? [], viewer, t)
  // a lead from Atoka's directory has a name, but its events are not known
  const isNotLoaded = lead.lastEventDate === null && !capabilities.includes('allLeads')
  return (
    <Link
      to={to}
      id={id}
      // an option of a select can only contain text, no link
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="option"
      className={styles.lead}
      // the search field keeps the focus, because it handles the arrow keys
      tabIndex={-1}
      aria-selected={current}
      aria-current={current && !isMultiSelect ? 'page' : undefined}
      aria-setsize={count}
      aria-posinset={position}
      data-active={active || undefined}
      data-multi-select={isMultiSelect || undefined}
      // the search field keeps the focus between selections
      onMouseDown={isMultiSelect ? (event) => event.preventDefault() : undefined}
      onClick={(event) => {
        if (!isMultiSelect) return onOpen()
        if (event.metaKey || event.ctrlKey || event.altKey) return undefined
        event.preventDefault()
        return onToggle(event.shiftKey)
      }}
    >
      {isMultiSelect && (
        <span className={styles.check} aria-hidden="true">
          {current && <Icon name="check" />}
        </span>
      )}
      <span className={styles.row}>
        <Name className={styles.name} title={name}>
          <MarkedText text={name} highlights={findNameHighlights(name, terms)} />
        </Name>
        <span className={styles.aside}>
          {isNotLoaded ? (
            t(`leads.${lead.type}`)
          ) : lead.lastEventDate === null ? (
            activity
          ) : (
            <Time instant={lead.lastEventDate}>{activity}</Time>
          )}
        </span>
      </span>
      {isNotLoaded ? (
        <span className={styles.row}>
          <Name className={styles.assignee}>{lead.id}</Name>
        </span>
      ) : (
        <span className={styles.row}>
          <span className={styles.status}>
            {lead.status === null ? <span>{t('leads.noStatus')}</span> : <StatusLabel status={lead.status} />}
            {since !== undefined && <span className={styles.since}>{` ${since}`}</span>}
          </span>
          <span
            className={styles.assignee}
            title={assignee}
            translate={lead.leadAssignee === null ? undefined : 'no'}
          >
            {assignee}
          </span>
        </span>
      )}
    </Link>
  )
}

/** How long a lead has had its status, formatted; `undefined` if the lead is closed or this is unknown. */
function daysInStatus(
  lead: Lead,
  statuses: readonly LeadStatus[] | undefined,
  viewer: Viewer,
  t: Translate,
): string | undefined {
  if (lead.statusDate === null || statuses === undefined || !isOpen(lead, statuses)) return undefined
  return formatDays(Math.max(0, daysAgo(lead.statusDate, viewer)), t)
}
