import { useState } from 'react'
import { maxLeads } from '../../../contract/endpoints.ts'
import { toProblem } from '../../shared/api/problems.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { problemMessage } from '../../shared/i18n/problem-message.ts'
import { loadVisibleLeads } from '../../shared/leads/visible-leads.ts'
import { navigate } from '../../shared/router/route.ts'
import { useSelectedLeads } from '../../shared/router/use-selected-leads.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { showToast } from '../../shared/ui/show-toast.ts'
import { BulkButton } from './bulk/BulkButton.tsx'
import { maxBulkLeads } from './bulk/bulk-plan.ts'
import styles from './MultiSelectBar.module.css'

interface MultiSelectBarProps {
  /** number of displayed leads */
  readonly count: number
  readonly onDone: () => void
}

/** Shown during multi-select: the number of leads, a hint, and the buttons that change the leads and that end it. */
export function MultiSelectBar({ count, onDone }: MultiSelectBarProps) {
  const t = useMessages()
  const selectedLeads = useSelectedLeads()
  const [isLoading, setIsLoading] = useState(false)
  const selectAll = async () => {
    setIsLoading(true)
    try {
      const listed = await loadVisibleLeads(maxBulkLeads)
      navigate(selectedLeads.added(listed.map(({ id }) => id)))
    } catch (error) {
      showToast({ text: problemMessage(toProblem(error), t) })
    }
    setIsLoading(false)
  }
  return (
    <div className={styles.bar}>
      <output className={styles.text} data-figures>
        <b>{t('several.inView', { count })}</b>
        <span>{count >= maxLeads ? t('several.full', { most: maxLeads }) : t('several.hint')}</span>
      </output>
      <Button size="s" variant="primary" onClick={onDone}>
        {t('several.done')}
      </Button>
      <span className={styles.actions}>
        <Button size="s" busy={isLoading} onClick={() => void selectAll()}>
          {t('several.addListed')}
        </Button>
        {count > 1 && <BulkButton leads={selectedLeads.leads} />}
      </span>
    </div>
  )
}
