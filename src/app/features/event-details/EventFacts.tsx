import type { ReactNode } from 'react'
import type { LeadEventDetails } from '../../../contract/lead-event.ts'
import { useGetLead } from '../../shared/api/queries.ts'
import { formatExact } from '../../shared/i18n/format-time.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { isolate } from '../../shared/i18n/isolate.ts'
import { useReader } from '../../shared/i18n/use-reader.ts'
import { usePersonNames } from '../../shared/people/use-person-names.ts'
import { Link } from '../../shared/ui/Link.tsx'
import styles from './EventFacts.module.css'

/** Every field of an event, by its name; what the back end does not tell is left out. */
export function EventFacts({ event }: { readonly event: LeadEventDetails }) {
  const t = useMessages()
  const reader = useReader()
  const names = usePersonNames()
  const lead = useGetLead(event.lead).data?.item
  const { owner, status, previousStatus, leadAssignee, previousLeadAssignee, ifDeleted } = event
  const nobodyOr = (id: string | null) => (id === null ? t('timeline.nobody') : names.full(id))
  const statusOr = (label: string | null) => label ?? t('timeline.noStatus')
  return (
    <dl className={styles.facts}>
      <Fact name={t('event.lead')}>
        <Link to={{ leads: [event.lead], event: event.id }}>
          <bdi>{lead?.name ?? event.lead}</bdi>
        </Link>{' '}
        <Aside>
          {t(`leads.${event.type}`)} · <bdi>{event.lead}</bdi>
        </Aside>
      </Fact>
      <Fact name={t('composer.status')}>
        {status === null ? (
          <Aside>{t('event.unchanged')}</Aside>
        ) : (
          <FromTo from={previousStatus === undefined ? undefined : statusOr(previousStatus)} to={status} />
        )}
      </Fact>
      <Fact name={t('composer.assignee')}>
        <FromTo
          from={previousLeadAssignee === undefined ? undefined : nobodyOr(previousLeadAssignee)}
          to={nobodyOr(leadAssignee)}
        />
      </Fact>
      <Fact name={t('event.date')}>{formatExact(event.date, reader)}</Fact>
      <Fact name={t('event.created')}>{formatExact(event.created, reader)}</Fact>
      <Fact name={t('event.owner')}>
        <bdi>{owner.name}</bdi>{' '}
        <Aside>
          <bdi>{owner.id}</bdi> · <bdi>{owner.application}</bdi>
        </Aside>
      </Fact>
      {event.updateTime !== event.created && (
        <Fact name={t('event.updateTime')}>{formatExact(event.updateTime, reader)}</Fact>
      )}
      <Fact name={t('event.noteVisibility')}>{event.noteVisibility}</Fact>
      <Fact name={t('event.statusCollection')}>{event.statusCollectionId}</Fact>
      <Fact name={t('event.id')}>{event.id}</Fact>
      {/* last, for it is not known as soon as the rest */}
      {ifDeleted !== undefined && ifDeleted !== null && (
        <Fact name={t('event.ifDeleted')}>
          {isolate(statusOr(ifDeleted.status))}, {isolate(nobodyOr(ifDeleted.leadAssignee))}
        </Fact>
      )}
    </dl>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt className={styles.name}>{name}</dt>
      <dd className={styles.value}>{children}</dd>
    </div>
  )
}

function Aside({ children }: { readonly children: ReactNode }) {
  return <span className={styles.aside}>{children}</span>
}

/** `New → Contacted`; the second alone where the first is not known, or the same. */
function FromTo({ from, to }: { readonly from: string | undefined; readonly to: string }) {
  if (from === undefined || from === to) return to
  return (
    <>
      {isolate(from)} → <b className={styles.to}>{isolate(to)}</b>
    </>
  )
}
