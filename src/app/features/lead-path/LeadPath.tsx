import { useState } from 'react'
import type { Ordering } from '../../../contract/paging.ts'
import { useGetLeadPath } from '../../shared/api/queries.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import { usePersonNames } from '../../shared/people/use-person-names.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { Icon } from '../../shared/ui/Icon.tsx'
import { statusColour } from '../../shared/ui/status-colour.ts'
import { useStatuses } from '../../shared/ui/statuses.ts'
import styles from './LeadPath.module.css'
import { PathBar } from './PathBar.tsx'
import { layOutBars, positionOf } from './bar-layout.ts'
import { mergeSegments } from './merge-segments.ts'
import { assigneeSegments, statusSegments } from './path-segments.ts'
import { PathTable } from './PathTable.tsx'
import { pieceWords } from './segment-labels.ts'

/** The shortest piece of the bar, as a share of it: some 6 px on a phone, where it still can be told from a gap. */
const least = 1 / 60

interface LeadPathProps {
  readonly id: string
  readonly order: Ordering
}

/**
 * The way of a lead through the funnel, and from hand to hand: how long it stayed in each status and with whom. A press
 * goes to the event that began it.
 */
export function LeadPath({ id, order }: LeadPathProps) {
  const t = useMessages()
  const viewer = useViewer()
  const names = usePersonNames()
  const statuses = useStatuses()
  const { data, isError, refetch } = useGetLeadPath(id)
  const [asTable, setAsTable] = useState(false)
  const moves = data?.items ?? []
  const statusName = (status: string | null) => status ?? t('timeline.noStatus')
  const personName = (person: string | null) => (person === null ? t('timeline.nobody') : names.short(person))

  if (moves.length === 0) {
    // quiet where it fails: everything else about the lead is there
    return (
      isError && (
        <span className={styles.failed}>
          {t('path.failed')}
          <Button variant="quiet" size="s" onClick={() => void refetch()}>
            {t('ui.tryAgain')}
          </Button>
        </span>
      )
    )
  }
  const pieces = mergeSegments(statusSegments(moves, viewer.now))
  const places = layOutBars(pieces, least)
  const people = mergeSegments(assigneeSegments(moves, viewer.now))
  const starts = people.map(({ from }) => positionOf(from, pieces, places))
  return (
    <div className={styles.path}>
      <div className={styles.bars}>
        <PathBar
          label={t('path.statuses')}
          items={pieces.map((piece, index) => ({
            ...pieceWords(piece, statusName, viewer, t),
            to: { leads: [id], order, event: piece.segments[0].event },
            place: places[index] ?? { start: 0, size: 0 },
            colour:
              piece.segments.length > 1 ? undefined : statusColour(piece.segments[0].value ?? '', statuses),
          }))}
        />
        <PathBar
          label={t('path.people')}
          isQuiet
          items={people.map((piece, index) => {
            const start = starts[index] ?? 0
            return {
              ...pieceWords(piece, personName, viewer, t),
              label:
                piece.segments.length > 1
                  ? t('path.handovers', { count: piece.segments.length })
                  : personName(piece.segments[0].value),
              to: { leads: [id], order, event: piece.segments[0].event },
              place: { start, size: (starts[index + 1] ?? 1) - start },
              colour: undefined,
            }
          })}
        />
      </div>
      <button
        type="button"
        className={styles.table}
        aria-label={t('path.asTable')}
        title={t('path.asTable')}
        onClick={() => setAsTable(true)}
      >
        <Icon name="table" />
      </button>
      {asTable && <PathTable id={id} order={order} moves={moves} onClose={() => setAsTable(false)} />}
    </div>
  )
}
