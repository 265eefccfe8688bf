import { useQueries } from '@tanstack/react-query'
import { AxisMonths, monthLines } from '../../features/lead-path/PathOnAxis.tsx'
import { timeAxis } from '../../features/lead-path/time-axis.ts'
import { leadQueries } from '../../shared/api/queries.ts'
import { useMessages, type MessageKey } from '../../shared/i18n/i18n.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import { leadColumns, type LeadColumn, type TableOrder } from '../../shared/leads/table-order.ts'
import { usePersonNames } from '../../shared/people/use-person-names.ts'
import { currentRoute, navigate, useRoute } from '../../shared/router/route.ts'
import { useSignedIn } from '../../shared/session/signed-in.ts'
import { Icon } from '../../shared/ui/Icon.tsx'
import { usePageLayout } from '../../shared/ui/page-layout.ts'
import { ShowAllButton, useShortened } from '../../shared/ui/ShowAllButton.tsx'
import { useStatuses } from '../../shared/ui/statuses.ts'
import { VisuallyHidden } from '../../shared/ui/VisuallyHidden.tsx'
import { isAscending, sortLeads } from './lead-sort.ts'
import { LeadSummaryRow } from './LeadSummaryRow.tsx'
import styles from './LeadSummaryTable.module.css'

/** Number of leads shown before the table is expanded: the screen's purpose is the events below. */
const collapsedRows = { desktop: 6, phone: 3 }

interface LeadSummaryTableProps {
  readonly leads: readonly string[]
  /** the lead of the composer */
  readonly chosen?: string | undefined
  /** chooses the lead of the composer; absent where there is none */
  readonly onChoose?: (lead: string) => void
}

/** Summary of several leads, in the URL's order: status and its age, assignee, path, latest event and number of events. */
export function LeadSummaryTable({ leads, chosen, onChoose }: LeadSummaryTableProps) {
  const t = useMessages()
  const { table: order } = useRoute()
  const sorted = useSortedLeads(leads, order)
  const limit = usePageLayout().picker === 'screen' ? collapsedRows.phone : collapsedRows.desktop
  const { shown, button } = useShortened(sorted, limit)
  const { hasPaths, changesOf, axis } = usePaths(shown)
  const header = (column: LeadColumn) => (
    <SortableHeader column={column} order={order?.column === column ? order : undefined} />
  )
  const [name, status, since, assignee, last, events] = leadColumns
  return (
    <div className={styles.container}>
      <table
        className={styles.table}
        aria-label={t('several.table')}
        data-paths={hasPaths || undefined}
        style={{ '--months': axis && monthLines(axis) }}
      >
        <thead>
          <tr>
            {header(name)}
            {header(status)}
            {header(since)}
            {header(assignee)}
            {hasPaths && (
              <th scope="col" className={styles.path}>
                <VisuallyHidden>{t('path.title')}</VisuallyHidden>
                {axis && <AxisMonths axis={axis} />}
              </th>
            )}
            {header(last)}
            {header(events)}
            <td className={styles.out}>
              <VisuallyHidden>{t('several.takeOut')}</VisuallyHidden>
            </td>
          </tr>
        </thead>
        <tbody>
          {shown.map((lead) => (
            <LeadSummaryRow
              key={lead}
              id={lead}
              isChosen={lead === chosen}
              onChoose={onChoose && (() => onChoose(lead))}
              hasPath={hasPaths}
              changes={changesOf(lead)}
              axis={axis}
            />
          ))}
        </tbody>
      </table>
      {button !== undefined && (
        <ShowAllButton {...button} label={t('several.showAll', { count: leads.length })} />
      )}
    </div>
  )
}

const labels = {
  name: 'several.lead',
  status: 'several.status',
  since: 'several.since',
  assignee: 'several.assignee',
  last: 'several.last',
  events: 'several.events',
} as const satisfies Record<LeadColumn, MessageKey>

interface SortableHeaderProps {
  readonly column: LeadColumn
  /** the order of the table, if it is by this column */
  readonly order: TableOrder | undefined
}

/** The heading of a column: the first press sorts by it, longest or newest first, and the next ones reverse the order. */
function SortableHeader({ column, order }: SortableHeaderProps) {
  const t = useMessages()
  const direction = order && (isAscending(order) ? 'ascending' : 'descending')
  return (
    <th scope="col" className={styles[column]} aria-sort={direction}>
      <button
        type="button"
        className={styles.sort}
        onClick={() => {
          const table = { column, isReversed: order?.isReversed === false }
          navigate({ ...currentRoute(), table }, { replace: true })
        }}
      >
        <span>{t(labels[column])}</span>
        {direction !== undefined && <Icon name={direction === 'ascending' ? 'up' : 'down'} />}
      </button>
    </th>
  )
}

/** Returns the IDs of leads in the order of the table, which needs all of them; a lead that is not loaded is last. */
function useSortedLeads(ids: readonly string[], order: TableOrder | undefined): readonly string[] {
  const { full: nameOf } = usePersonNames()
  const { locale } = useViewer()
  const statuses = (useStatuses() ?? []).map(({ label }) => label)
  const queries = useQueries({ queries: (order ? ids : []).map((id) => leadQueries.detail(id)) })
  if (order === undefined) return ids
  const leads = queries.flatMap(({ data }) => (data === undefined ? [] : [data.item]))
  const sorted = sortLeads(leads, order, { statuses, nameOf, locale }).map(({ id }) => id)
  return [...sorted, ...ids.filter((id) => !sorted.includes(id))]
}

/** Returns the changes of each lead, and the axis of their paths as soon as none of them is loading. */
function usePaths(ids: readonly string[]) {
  const viewer = useViewer()
  const hasPaths = useSignedIn().capabilities.includes('path')
  const queries = useQueries({ queries: (hasPaths ? ids : []).map((id) => leadQueries.path(id)) })
  const paths = new Map(ids.map((id, index) => [id, queries[index]?.data?.items]))
  const isLoading = queries.some(({ isPending }) => isPending)
  const starts = [...paths.values()].flatMap((changes) => (changes?.[0] ? [Date.parse(changes[0].date)] : []))
  return {
    hasPaths,
    changesOf: (id: string) => paths.get(id),
    axis: hasPaths && !isLoading ? timeAxis(starts, viewer) : undefined,
  }
}
