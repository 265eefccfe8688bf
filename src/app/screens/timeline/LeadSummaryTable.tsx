import { useState } from 'react'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { useIsPhone } from '../../shared/ui/use-is-phone.ts'
import { VisuallyHidden } from '../../shared/ui/VisuallyHidden.tsx'
import { LeadSummaryRow } from './LeadSummaryRow.tsx'
import styles from './LeadSummaryTable.module.css'

/** Leads that are shown before somebody wants all: the events below are what the screen is for. */
const few = { desktop: 6, phone: 3 }

/** How each of several leads stands: its status and since when, who has it, and when something happened last. */
export function LeadSummaryTable({ leads }: { readonly leads: readonly string[] }) {
  const t = useMessages()
  const [all, setAll] = useState(false)
  const most = useIsPhone() ? few.phone : few.desktop
  // hiding one alone would take as much room as showing it
  const hides = leads.length > most + 1
  return (
    <div className={styles.place}>
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
          {(hides && !all ? leads.slice(0, most) : leads).map((lead) => (
            <LeadSummaryRow key={lead} id={lead} />
          ))}
        </tbody>
      </table>
      {hides && (
        <Button variant="quiet" size="s" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('timeline.showLess') : t('several.showAll', { count: leads.length })}
        </Button>
      )}
    </div>
  )
}
