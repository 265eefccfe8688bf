import { useMessages } from '../../shared/i18n/i18n.ts'
import { usePageLayout } from '../../shared/ui/page-layout.ts'
import { ShowAllButton, useShortened } from '../../shared/ui/ShowAllButton.tsx'
import { VisuallyHidden } from '../../shared/ui/VisuallyHidden.tsx'
import { LeadSummaryRow } from './LeadSummaryRow.tsx'
import styles from './LeadSummaryTable.module.css'

/** Number of leads shown before the table is expanded: the screen's purpose is the events below. */
const collapsedRows = { desktop: 6, phone: 3 }

/** Summary of several leads: status and its age, assignee, latest activity and number of events. */
export function LeadSummaryTable({ leads }: { readonly leads: readonly string[] }) {
  const t = useMessages()
  const limit = usePageLayout().picker === 'screen' ? collapsedRows.phone : collapsedRows.desktop
  const { shown, button } = useShortened(leads, limit)
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
          {shown.map((lead) => (
            <LeadSummaryRow key={lead} id={lead} />
          ))}
        </tbody>
      </table>
      {button !== undefined && (
        <ShowAllButton {...button} label={t('several.showAll', { count: leads.length })} />
      )}
    </div>
  )
}
