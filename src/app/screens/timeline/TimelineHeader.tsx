import type { Lead } from '../../../contract/lead.ts'
import type { Ordering } from '../../../contract/paging.ts'
import { ExportButton } from '../../features/export/ExportButton.tsx'
import { bidiIsolate } from '../../shared/i18n/bidi-isolate.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { AddLead } from './AddLead.tsx'
import { StatusSince } from '../../shared/leads/StatusSince.tsx'
import { LazyLeadPath } from '../../features/lead-path/LazyLeadPath.tsx'
import { usePersonNames } from '../../shared/people/use-person-names.ts'
import { useSignedIn } from '../../shared/session/signed-in.ts'
import { Skeleton } from '../../shared/ui/Skeleton.tsx'
import { VisuallyHidden } from '../../shared/ui/VisuallyHidden.tsx'
import styles from '../../shared/ui/ScreenHeader.module.css'

interface TimelineHeaderProps {
  readonly id: string
  /** `undefined` while loading */
  readonly lead: Lead | undefined
  readonly order: Ordering
}

/** The header of a lead's timeline: its name, current state and path. */
export function TimelineHeader({ id, lead, order }: TimelineHeaderProps) {
  const t = useMessages()
  const names = usePersonNames()
  const { capabilities } = useSignedIn()
  const name = lead?.name ?? id
  return (
    <header className={styles.header} aria-busy={lead === undefined || undefined}>
      {lead !== undefined && <title>{`${bidiIsolate(name)} · Leadline`}</title>}
      <div className={styles.top}>
        <h1 className={styles.name}>
          {lead === undefined ? (
            <>
              <Skeleton width="220px" height="28px" />
              <VisuallyHidden>{id}</VisuallyHidden>
            </>
          ) : (
            <bdi>{name}</bdi>
          )}
        </h1>
        <div className={styles.actions}>
          <ExportButton leads={[id]} />
          <AddLead />
        </div>
      </div>
      <div className={styles.facts}>
        {lead === undefined ? (
          <Skeleton width="340px" />
        ) : (
          <>
            <span className={styles.status} data-figures>
              <StatusSince lead={lead} />
            </span>
            <span>{lead.leadAssignee === null ? t('timeline.nobody') : names.full(lead.leadAssignee)}</span>
            <span data-figures>{t('timeline.events', { count: lead.eventCount })}</span>
            <span>
              {t(`leads.${lead.type}`)} · <bdi>{id}</bdi>
            </span>
          </>
        )}
      </div>
      {capabilities.includes('path') && <LazyLeadPath id={id} order={order} />}
    </header>
  )
}
