import { useListEvents } from '../../shared/api/queries.ts'
import { ExportButton } from '../../features/export/ExportButton.tsx'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { AddLead } from './AddLead.tsx'
import { Skeleton } from '../../shared/ui/Skeleton.tsx'
import { LeadSummaryTable } from './LeadSummaryTable.tsx'
import styles from '../../shared/ui/ScreenHeader.module.css'

/** The header of a timeline of several leads: their number and a summary of each. */
export function SeveralLeadsHeader({ leads }: { readonly leads: readonly string[] }) {
  const t = useMessages()
  const count = useListEvents({ leads, ordering: 'newest' }, 0).data?.meta.count
  const title = t('timeline.leads', { count: leads.length })
  return (
    <header className={styles.header}>
      <title>{`${title} · Leadline`}</title>
      <div className={styles.top}>
        <h1 className={styles.name}>{title}</h1>
        <div className={styles.actions}>
          <ExportButton leads={leads} />
          <AddLead />
        </div>
      </div>
      <div className={styles.facts} data-figures>
        {count === undefined ? <Skeleton width="90px" /> : t('timeline.events', { count })}
      </div>
      <LeadSummaryTable leads={leads} />
    </header>
  )
}
