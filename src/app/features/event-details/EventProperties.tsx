import type { ReactNode } from 'react'
import type { LeadEventDetails } from '../../../contract/lead-event.ts'
import { useGetLead } from '../../shared/api/queries.ts'
import { formatExact } from '../../shared/i18n/format-time.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { bidiIsolate } from '../../shared/i18n/bidi-isolate.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import { usePersonNames } from '../../shared/people/use-person-names.ts'
import { Link } from '../../shared/ui/Link.tsx'
import styles from './EventProperties.module.css'
import { Name } from '../../shared/ui/Name.tsx'

/** All fields of an event with their names, except those that the back end does not return. */
export function EventProperties({ event }: { readonly event: LeadEventDetails }) {
  const t = useMessages()
  const viewer = useViewer()
  const names = usePersonNames()
  const lead = useGetLead(event.lead).data?.item
  const { owner, status, previousStatus, leadAssignee, previousLeadAssignee, ifDeleted } = event
  const assigneeName = (id: string | null) => (id === null ? t('timeline.nobody') : names.full(id))
  const statusName = (label: string | null) => label ?? t('timeline.noStatus')
  return (
    <dl className={styles.properties}>
      <Property name={t('event.lead')}>
        <Link to={{ leads: [event.lead], event: event.id }}>
          <Name>{lead?.name ?? event.lead}</Name>
        </Link>
        <Secondary>
          <span>{` ${t(`leads.${event.type}`)} · `}</span>
          <Name>{event.lead}</Name>
        </Secondary>
      </Property>
      <Property name={t('composer.status')}>
        {status === null ? (
          <Secondary>{t('event.unchanged')}</Secondary>
        ) : (
          <Transition
            from={previousStatus === undefined ? undefined : statusName(previousStatus)}
            to={status}
          />
        )}
      </Property>
      <Property name={t('composer.assignee')}>
        <Transition
          from={previousLeadAssignee === undefined ? undefined : assigneeName(previousLeadAssignee)}
          to={assigneeName(leadAssignee)}
        />
      </Property>
      <Property name={t('event.date')}>{formatExact(event.date, viewer)}</Property>
      <Property name={t('event.created')}>{formatExact(event.created, viewer)}</Property>
      <Property name={t('event.owner')}>
        <Name>{names.of(owner)}</Name>
        <Secondary>
          <span> </span>
          <Name>{owner.id}</Name>
          <span> · </span>
          <Name>{owner.application}</Name>
        </Secondary>
      </Property>
      {event.updateTime !== event.created && (
        <Property name={t('event.updateTime')}>{formatExact(event.updateTime, viewer)}</Property>
      )}
      <Property name={t('event.noteVisibility')}>{event.noteVisibility}</Property>
      <Property name={t('event.statusCollection')}>
        <Name>{event.statusCollectionId}</Name>
      </Property>
      <Property name={t('event.id')}>
        <Name>{String(event.id)}</Name>
      </Property>
      {/* last, because it is loaded later than the rest */}
      {ifDeleted !== undefined && ifDeleted !== null && (
        <Property name={t('event.ifDeleted')}>
          {[statusName(ifDeleted.status), assigneeName(ifDeleted.leadAssignee)].map(bidiIsolate).join(', ')}
        </Property>
      )}
    </dl>
  )
}

function Property({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles.property}>
      <dt className={styles.name}>{name}</dt>
      <dd className={styles.value}>{children}</dd>
    </div>
  )
}

function Secondary({ children }: { readonly children: ReactNode }) {
  return <span className={styles.aside}>{children}</span>
}

/** `New → Contacted`; only the second if the first is unknown or the same. */
function Transition({ from, to }: { readonly from: string | undefined; readonly to: string }) {
  if (from === undefined || from === to) return <span>{to}</span>
  return (
    <>
      <span>{`${bidiIsolate(from)} → `}</span>
      <b className={styles.to}>{bidiIsolate(to)}</b>
    </>
  )
}
