import type { Lead } from '../../contract/lead.ts'
import { useListEvents } from '../api/queries.ts'
import { useMessages } from '../i18n/i18n.ts'
import { usePersonNames } from '../people/use-person-names.ts'
import { Skeleton } from '../ui/Skeleton.tsx'
import { StatusLabel } from '../ui/StatusLabel.tsx'
import { VisuallyHidden } from '../ui/VisuallyHidden.tsx'
import styles from './TimelineHeader.module.css'

/** Whose timeline this is, and how the lead stands. */
export function TimelineHeader({ id, lead }: { readonly id: string; readonly lead: Lead | undefined }) {
  const t = useMessages()
  const names = usePersonNames()
  if (lead === undefined) {
    return (
      <header className={styles.header} aria-busy="true">
        <h1 className={styles.name}>
          <Skeleton width="220px" height="28px" />
          <VisuallyHidden>{id}</VisuallyHidden>
        </h1>
        <div className={styles.facts}>
          <Skeleton width="340px" />
        </div>
      </header>
    )
  }
  const name = lead.name ?? id
  return (
    <header className={styles.header}>
      <title>{`${name} · Leadline`}</title>
      <h1 className={styles.name}>{name}</h1>
      <div className={styles.facts}>
        {lead.status === null ? (
          <span>{t('timeline.noStatus')}</span>
        ) : (
          <span className={styles.status}>
            <StatusLabel status={lead.status} />
          </span>
        )}
        <span>{lead.leadAssignee === null ? t('timeline.nobody') : names.full(lead.leadAssignee)}</span>
        <span data-figures>{t('timeline.events', { count: lead.eventCount })}</span>
        <span>
          {t(`leads.${lead.type}`)} · {id}
        </span>
      </div>
    </header>
  )
}

/** The heading of several leads' one timeline. */
export function SeveralLeadsHeader({ leads }: { readonly leads: readonly string[] }) {
  const t = useMessages()
  const count = useListEvents({ leads, ordering: 'newest' }, 0).data?.meta.count
  const title = t('timeline.leads', { count: leads.length })
  return (
    <header className={styles.header}>
      <title>{`${title} · Leadline`}</title>
      <h1 className={styles.name}>{title}</h1>
      <div className={styles.facts}>
        {count === undefined ? <Skeleton width="90px" /> : t('timeline.events', { count })}
      </div>
    </header>
  )
}
