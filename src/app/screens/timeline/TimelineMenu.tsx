import { Suspense, useId, useState } from 'react'
import type { Ordering } from '../../../contract/paging.ts'
import { ExportDialog } from '../../features/export/ExportButton.tsx'
import { FilterControl } from '../../features/filters/FilterControl.tsx'
import { BulkDialog } from '../../features/leads/bulk/BulkButton.tsx'
import { NameLeadDialog, useNameableLead } from '../../features/leads/NameLead.tsx'
import { LeadSteps } from '../../features/leads/LeadSteps.tsx'
import { setMultiSelect, useMultiSelect } from '../../features/leads/multi-select.ts'
import { LeadPathDialog } from '../../features/lead-path/LeadPathDialog.tsx'
import { GoTo } from '../../features/timeline/navigation/GoTo.tsx'
import { timelineQuery } from '../../shared/events/timeline-query.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { useRoute } from '../../shared/router/route.ts'
import { useSignedIn } from '../../shared/session/signed-in.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { dispatchCommand } from '../../shared/ui/commands.ts'
import { Dialog } from '../../shared/ui/Dialog.tsx'
import { Icon } from '../../shared/ui/Icon.tsx'
import { usePageLayout } from '../../shared/ui/page-layout.ts'
import { usePopupPlacement } from '../../shared/ui/use-popup-placement.ts'
import { applyFilters } from './apply-filters.ts'
import { LeadSummaryTable } from './LeadSummaryTable.tsx'
import styles from './TimelineMenu.module.css'
import { TimelineOrder } from './TimelineOrder.tsx'

interface TimelineMenuProps {
  readonly leads: readonly string[]
  readonly order: Ordering
}

/** The actions of a timeline for which its header has no room. */
export function TimelineMenu({ leads, order }: TimelineMenuProps) {
  const t = useMessages()
  const id = useId()
  const { isShort, isTight, isNarrow } = usePageLayout()
  const hasPath = useSignedIn().capabilities.includes('path')
  const route = useRoute()
  const isMultiSelect = useMultiSelect()
  const [button, setButton] = useState<HTMLElement | null>(null)
  const [menu, setMenu] = useState<HTMLElement | null>(null)
  const [isOpen, setIsOpen] = useState(false)
  const [dialog, setDialog] = useState<'export' | 'path' | 'leads' | 'name' | 'bulk'>()
  usePopupPlacement(isOpen, button, menu)
  const close = () => setDialog(undefined)
  const [lead] = leads
  const nameableLead = useNameableLead(lead ?? '')
  const items = [
    ['export', 'export.open'],
    ...(leads.length === 1 && nameableLead !== undefined
      ? ([['name', nameableLead.name === null ? 'leadName.add' : 'leadName.edit']] as const)
      : []),
    ...(leads.length === 1 && hasPath ? ([['path', 'path.asTable']] as const) : []),
    ...(leads.length > 1 && isShort
      ? ([
          ['leads', 'several.table'],
          ['bulk', 'bulk.open'],
        ] as const)
      : []),
  ] as const
  return (
    <>
      <Button
        ref={setButton}
        size="s"
        popoverTarget={id}
        aria-label={t('timeline.more')}
        aria-expanded={isOpen}
      >
        <Icon name="more" title={t('timeline.more')} />
      </Button>
      <section
        ref={setMenu}
        id={id}
        popover="auto"
        className={styles.menu}
        aria-label={t('timeline.more')}
        onToggle={({ newState }) => setIsOpen(newState === 'open')}
      >
        {isShort && (
          <div className={styles.tools}>
            <TimelineOrder order={order} />
            <GoTo />
            {leads.length === 1 && isNarrow && <LeadSteps />}
            {isTight && <FilterControl filter={route.filter} onFilter={applyFilters} />}
          </div>
        )}
        {items.map(([name, label]) => (
          <button
            key={name}
            type="button"
            className={styles.item}
            aria-haspopup="dialog"
            onClick={() => {
              // closing the menu first returns the focus, which the dialog returns in turn
              menu?.hidePopover()
              setDialog(name)
            }}
          >
            {t(label)}
          </button>
        ))}
        <button
          type="button"
          className={styles.item}
          aria-pressed={isMultiSelect}
          onClick={() => {
            menu?.hidePopover()
            setMultiSelect(!isMultiSelect)
            if (!isMultiSelect) dispatchCommand('find')
          }}
        >
          {t('several.add')}
        </button>
      </section>
      <Suspense>
        {dialog === 'export' && (
          <ExportDialog query={timelineQuery(leads, route.order, route)} onClose={close} />
        )}
        {dialog === 'path' && lead !== undefined && (
          <LeadPathDialog id={lead} order={order} onClose={close} />
        )}
        {dialog === 'bulk' && <BulkDialog leads={leads} onClose={close} />}
      </Suspense>
      {dialog === 'name' && lead !== undefined && <NameLeadDialog id={lead} onClose={close} />}
      {dialog === 'leads' && (
        <Dialog title={t('several.table')} onClose={close}>
          <LeadSummaryTable leads={leads} />
        </Dialog>
      )}
    </>
  )
}
