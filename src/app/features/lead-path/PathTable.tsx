import type { LeadStateChange } from '../../../contract/lead.ts'
import type { Ordering } from '../../../contract/paging.ts'
import { formatMoment } from '../../shared/i18n/format-time.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { bidiIsolate } from '../../shared/i18n/bidi-isolate.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import { usePersonNames } from '../../shared/people/use-person-names.ts'
import { Dialog } from '../../shared/ui/Dialog.tsx'
import { Link } from '../../shared/ui/Link.tsx'
import { StatusLabel } from '../../shared/ui/StatusLabel.tsx'
import { formatDays } from '../../shared/i18n/format-days.ts'
import styles from './PathTable.module.css'
import { pathRows } from './path-rows.ts'

/** Maximum number of displayed rows. */
const maxRows = 500

interface PathTableProps {
  readonly id: string
  readonly order: Ordering
  readonly changes: readonly LeadStateChange[]
  readonly onClose: () => void
}

/** A lead's path as a table, newest change first; each date links to its event. */
export function PathTable({ id, order, changes, onClose }: PathTableProps) {
  const t = useMessages()
  const viewer = useViewer()
  const names = usePersonNames()
  const person = (value: string | null) => (value === null ? t('timeline.nobody') : names.full(value))
  const rows = pathRows(changes, viewer).toReversed()
  return (
    <Dialog title={t('path.title')} onClose={onClose}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('path.since')}</th>
            <th scope="col">{t('path.status')}</th>
            <th scope="col" className={styles.days}>
              {t('path.stayed')}
            </th>
            <th scope="col">{t('path.assignee')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, maxRows).map(({ event, date, status, assignee }) => (
            <tr key={event}>
              <th scope="row">
                <Link to={{ leads: [id], order, event }} className={styles.date} onClick={onClose}>
                  {formatMoment(date, viewer)}
                </Link>
              </th>
              <td>
                {status !== undefined &&
                  (status.value === null ? t('timeline.noStatus') : <StatusLabel status={status.value} />)}
              </td>
              <td className={styles.days}>{status !== undefined && formatDays(status.days, t)}</td>
              <td>
                {assignee !== undefined && (
                  <>
                    {assignee.from !== undefined && <span>{`${bidiIsolate(person(assignee.from))} → `}</span>}
                    <b className={styles.to}>{bidiIsolate(person(assignee.to))}</b>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > maxRows && (
        <p className={styles.more}>{t('path.newest', { most: maxRows, count: rows.length })}</p>
      )}
    </Dialog>
  )
}
