import type { LeadMove } from '../../../contract/lead.ts'
import type { Ordering } from '../../../contract/paging.ts'
import { formatMoment } from '../../shared/i18n/format-time.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { isolate } from '../../shared/i18n/isolate.ts'
import { useReader } from '../../shared/i18n/use-reader.ts'
import { usePersonNames } from '../../shared/people/use-person-names.ts'
import { Dialog } from '../../shared/ui/Dialog.tsx'
import { Link } from '../../shared/ui/Link.tsx'
import { StatusLabel } from '../../shared/ui/StatusLabel.tsx'
import { shortDays } from '../../shared/i18n/days.ts'
import styles from './PathTable.module.css'
import { pathRows } from './path-rows.ts'

/** Rows that are shown: more are for an export, not for reading. */
const most = 500

interface PathTableProps {
  readonly id: string
  readonly order: Ordering
  readonly moves: readonly LeadMove[]
  readonly onClose: () => void
}

/** A lead's path as a table, the latest change first; each date is the way to its event. */
export function PathTable({ id, order, moves, onClose }: PathTableProps) {
  const t = useMessages()
  const reader = useReader()
  const names = usePersonNames()
  const person = (value: string | null) => (value === null ? t('timeline.nobody') : names.full(value))
  const rows = pathRows(moves, reader).toReversed()
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
          {rows.slice(0, most).map(({ event, date, status, assignee }) => (
            <tr key={event}>
              <th scope="row">
                <Link to={{ leads: [id], order, event }} className={styles.date} onClick={onClose}>
                  {formatMoment(date, reader)}
                </Link>
              </th>
              <td>
                {status !== undefined &&
                  (status.value === null ? t('timeline.noStatus') : <StatusLabel status={status.value} />)}
              </td>
              <td className={styles.days}>{status !== undefined && shortDays(status.days, t)}</td>
              <td>
                {assignee !== undefined && (
                  <>
                    {assignee.from !== undefined && `${isolate(person(assignee.from))} → `}
                    <b className={styles.to}>{isolate(person(assignee.to))}</b>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > most && <p className={styles.more}>{t('path.newest', { most, count: rows.length })}</p>}
    </Dialog>
  )
}
