import { Suspense, useRef, useState, type ReactNode } from 'react'
import type { LeadCount } from '../../../contract/lead-counts.ts'
import type { LeadStatus } from '../../../contract/lead-status.ts'
import { toLeadsQuery, type LeadListFilter } from '../../shared/leads/lead-list-filter.ts'
import { useMessages, type Translate } from '../../shared/i18n/i18n.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import { usePersonNames, type PersonNames } from '../../shared/people/use-person-names.ts'
import { useSignedIn } from '../../shared/session/signed-in.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { FilterChips, type FilterChip } from '../../shared/ui/FilterChips.tsx'
import { FilterPopover } from '../../shared/ui/FilterPopover.tsx'
import { Icon } from '../../shared/ui/Icon.tsx'
import { lazyComponent } from '../../shared/ui/lazy.ts'
import { SegmentedControl } from '../../shared/ui/SegmentedControl.tsx'
import { statusColour } from '../../shared/ui/status-colour.ts'
import { useStatuses } from '../../shared/ui/statuses.ts'
import { useCountFormat, useLeadCounts } from './use-lead-counts.ts'
import styles from './LeadListControls.module.css'

// few visits change the filter or the order
const LeadListForm = lazyComponent(async () => (await import('./LeadListForm.tsx')).LeadListForm)
const LeadSortForm = lazyComponent(async () => (await import('./LeadListForm.tsx')).LeadSortForm)

const LeadListExport = lazyComponent(async () => (await import('./LeadListExport.tsx')).LeadListExport)

interface LeadListControlsProps {
  readonly filter: LeadListFilter
  readonly onFilter: (filter: LeadListFilter) => void
  /** the text of the search field: with one, the best match comes first */
  readonly q: string
  /** the number of leads in the list, as text */
  readonly count: ReactNode
  /** that number, once it is loaded */
  readonly leadCount: number | undefined
  /** begins to select several leads; `undefined` while leads are selected */
  readonly onSelect: (() => void) | undefined
}

/** The controls of the lead list: whose leads, the filters, the order, and the number of leads. */
export function LeadListControls({ filter, onFilter, q, count, leadCount, onSelect }: LeadListControlsProps) {
  const t = useMessages()
  const { user, capabilities } = useSignedIn()
  const names = usePersonNames()
  const statuses = useStatuses()
  const button = useRef<HTMLButtonElement>(null)
  const viewer = useViewer()
  const [isExporting, setExporting] = useState(false)
  const { leadAssignee, unassigned } = filter
  const isMine = leadAssignee === user.id
  const isSearching = q.trim() !== ''
  const counts = useLeadCounts(filter, { enabled: !isSearching && leadCount !== undefined })
  const format = useCountFormat()
  const countOf = (isListed: boolean, counted: LeadCount | undefined) => {
    if (isSearching || counts === undefined) return undefined
    return format(isListed && leadCount !== undefined ? { leads: leadCount, more: false } : counted)
  }
  const chips = chipsOf(filter, onFilter, { t, names, statuses, me: user.id })
  return (
    <div className={styles.controls}>
      <SegmentedControl
        label={t('leads.which')}
        width="wide"
        options={[
          // without a list of all leads there are only those that were opened
          {
            value: 'all',
            label: t(capabilities.includes('allLeads') ? 'leads.all' : 'leads.recent'),
            count: countOf(leadAssignee === undefined && !unassigned, counts?.anyAssignee),
          },
          {
            value: 'mine',
            label: t('leads.mine'),
            count: countOf(
              isMine,
              counts?.assignees.find((counted) => counted.leadAssignee === user.id),
            ),
          },
        ]}
        value={isMine ? 'mine' : 'all'}
        onChange={(set) =>
          onFilter({
            ...filter,
            leadAssignee: set === 'mine' ? user.id : undefined,
            unassigned: undefined,
          })
        }
      />
      <div className={styles.tools}>
        <FilterPopover
          ref={button}
          label={t('filter.open')}
          name={t('leads.filter')}
          title={t('leads.filter')}
        >
          <LeadListForm filter={filter} onFilter={onFilter} />
        </FilterPopover>
        {isSearching ? (
          <span className={styles.best}>{t('leads.bestMatch')}</span>
        ) : (
          <FilterPopover
            label={t('leads.sort')}
            value={t(`leads.sort.${filter.sort ?? 'recent'}`)}
            title={t('leads.sort')}
          >
            <LeadSortForm filter={filter} onFilter={onFilter} />
          </FilterPopover>
        )}
      </div>
      {isExporting && (
        <Suspense>
          <LeadListExport query={toLeadsQuery(filter, q, viewer.now)} onClose={() => setExporting(false)} />
        </Suspense>
      )}
      <FilterChips
        chips={chips}
        onClear={() => onFilter({ sort: filter.sort, ...(isMine && { leadAssignee: user.id }) })}
        focusNext={() => button.current?.focus()}
        count={count}
      />
      {onSelect !== undefined && (
        <Button size="s" variant="quiet" aria-label={t('leads.select')} onClick={onSelect}>
          <Icon name="check" title={t('leads.select')} />
        </Button>
      )}
      <Button
        size="s"
        variant="quiet"
        aria-label={t('leads.export')}
        aria-haspopup="dialog"
        onClick={() => setExporting(true)}
      >
        <Icon name="export" title={t('leads.export')} />
      </Button>
    </div>
  )
}

interface ChipContext {
  readonly t: Translate
  readonly names: PersonNames
  readonly statuses: readonly LeadStatus[] | undefined
  readonly me: string
}

/** The filters in use, except "Mine", which the control above shows. */
function chipsOf(
  filter: LeadListFilter,
  onFilter: (filter: LeadListFilter) => void,
  { t, names, statuses, me }: ChipContext,
): FilterChip[] {
  const { status = [], open, quietDays, leadAssignee, unassigned, type } = filter
  const without = (part: keyof LeadListFilter) => () => onFilter({ ...filter, [part]: undefined })
  return [
    ...status.map((label) => ({
      key: `status ${label}`,
      value: label,
      colour: statusColour(label, statuses),
      onRemove: () => onFilter({ ...filter, status: status.filter((other) => other !== label) }),
    })),
    ...(open === true ? [{ key: 'open', value: t('leads.filter.open'), onRemove: without('open') }] : []),
    ...(quietDays === undefined
      ? []
      : [
          {
            key: 'quiet',
            value: t('leads.filter.quiet', { days: quietDays }),
            onRemove: without('quietDays'),
          },
        ]),
    ...(leadAssignee === undefined || leadAssignee === me
      ? []
      : [
          {
            key: 'assignee',
            value: names.full(leadAssignee),
            isName: true,
            onRemove: without('leadAssignee'),
          },
        ]),
    ...(unassigned === true
      ? [{ key: 'unassigned', value: t('leads.filter.unassigned'), onRemove: without('unassigned') }]
      : []),
    ...(type === undefined
      ? []
      : [{ key: 'type', value: t(`leads.type.${type}`), onRemove: without('type') }]),
  ]
}
