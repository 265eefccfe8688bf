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

/** The fields of an event that matter to a user, with their names, except those that the back end does not return. */
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
        <Secondary>{` ${t(`leads.${event.type}`)}`}</Secondary>
      </Property>
      <Property name={t('event.date')}>{formatExact(event.date, viewer)}</Property>
      <Property name={t('event.owner')}>
        <Name>{names.of(owner)}</Name>
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
      <Property name={t('event.created')}>{formatExact(event.created, viewer)}</Property>
      {event.updateTime !== event.created && (
        <Property name={t('event.updateTime')}>{formatExact(event.updateTime, viewer)}</Property>
      )}
      {/* last, because it is loaded later than the rest */}
      {ifDeleted !== undefined && ifDeleted !== null && (
        <Property name={t('event.ifDeleted')}>
          {[statusName(ifDeleted.status), assigneeName(ifDeleted.leadAssignee)].map(bidiIsolate).join(', ')}
        </Property>
      )}
    </dl>
  )
}

/** The identifiers of an event and its times as the API returns them, for a question to an administrator. */
export function TechnicalProperties({ event }: { readonly event: LeadEventDetails }) {
  const t = useMessages()
  const { owner } = event
  const properties = [
    [t('event.id'), String(event.id)],
    [t('event.leadId'), event.lead],
    [t('event.ownerId'), owner.id],
    [t('event.application'), owner.application],
    [t('event.utc', { name: t('event.date') }), event.date],
    [t('event.utc', { name: t('event.created') }), event.created],
    [t('event.utc', { name: t('event.updateTime') }), event.updateTime],
    [t('event.noteVisibility'), event.noteVisibility],
    [t('event.statusCollection'), event.statusCollectionId],
  ] as const
  return (
    <dl className={styles.properties}>
      {properties.map(([name, value]) => (
        <Property key={name} name={name}>
          <Name>{value}</Name>
        </Property>
      ))}
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
