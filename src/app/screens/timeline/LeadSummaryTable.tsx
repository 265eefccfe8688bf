import { useState } from 'react'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { usePageLayout } from '../../shared/ui/page-layout.ts'
import { VisuallyHidden } from '../../shared/ui/VisuallyHidden.tsx'
import { LeadSummaryRow } from './LeadSummaryRow.tsx'
import styles from './LeadSummaryTable.module.css'

/** Number of leads shown before the table is expanded: the screen's purpose is the events below. */
const collapsedRows = { desktop: 6, phone: 3 }

/** Summary of several leads: status and its age, assignee, latest activity and number of events. */
export function LeadSummaryTable({ leads }: { readonly leads: readonly string[] }) {
  const t = useMessages()
  const [isExpanded, setIsExpanded] = useState(false)
  const limit = usePageLayout().picker === 'screen' ? collapsedRows.phone : collapsedRows.desktop
  // the button takes as much space as one row, so it is not shown to hide a single one
  const isCollapsible = leads.length > limit + 1
  return (
    <div className={styles.container}>
      <table className={styles.table} aria-label={t('several.table')}>
        <thead>
          <tr>
            <th scope="col">{t('several.lead')}</th>
            <th scope="col">{t('several.status')}</th>
            <th scope="col">{t('several.assignee')}</th>
            <th scope="col" className={styles.figure}>
              {t('several.last')}
            </th>
            <th scope="col" className={styles.figure}>
              {t('several.events')}
            </th>
            <td>
              <VisuallyHidden>{t('several.takeOut')}</VisuallyHidden>
            </td>
          </tr>
        </thead>
        <tbody>
          {(isCollapsible && !isExpanded ? leads.slice(0, limit) : leads).map((lead) => (
            <LeadSummaryRow key={lead} id={lead} />
          ))}
        </tbody>
      </table>
      {isCollapsible && (
        <Button
          variant="quiet"
          size="s"
          aria-expanded={isExpanded}
          onClick={() => setIsExpanded(!isExpanded)}
        >
          {isExpanded ? t('timeline.showLess') : t('several.showAll', { count: leads.length })}
        </Button>
      )}
    </div>
  )
}
