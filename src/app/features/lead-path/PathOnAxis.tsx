import type { LeadStateChange } from '../../../contract/lead.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import { usePersonNames } from '../../shared/people/use-person-names.ts'
import { statusColour } from '../../shared/ui/status-colour.ts'
import { useStatuses } from '../../shared/ui/statuses.ts'
import { VisuallyHidden } from '../../shared/ui/VisuallyHidden.tsx'
import { mergeSegments, type MergedSegment } from './merge-segments.ts'
import styles from './PathOnAxis.module.css'
import { assigneeSegments, statusSegments, type Segment } from './path-segments.ts'
import { segmentLabels } from './segment-labels.ts'
import { placeOnAxis, type TimeAxis } from './time-axis.ts'

/** The number of segments of one path that can be distinguished on the axis. */
const maxElements = 60

interface PathOnAxisProps {
  /** the changes of one lead, oldest first */
  readonly changes: readonly LeadStateChange[]
  readonly axis: TimeAxis
}

/**
 * The path of one of several leads on their common time axis: a bar for each status, and a tick where the assignee changed.
 * Its segments are no links, because days are too small a target on it: the timeline of the lead alone has them.
 */
export function PathOnAxis({ changes, axis }: PathOnAxisProps) {
  const t = useMessages()
  const viewer = useViewer()
  const names = usePersonNames()
  const statuses = useStatuses()
  const visible = (segments: readonly Segment[]) =>
    mergeSegments(
      segments.filter(({ to }) => to > axis.from),
      maxElements,
    )
  const statusName = (status: string | null) => status ?? t('timeline.noStatus')
  const personName = (person: string | null) => (person === null ? t('timeline.nobody') : names.short(person))
  return (
    <>
      <PathLine
        label={t('path.statuses')}
        axis={axis}
        segments={visible(statusSegments(changes, viewer.now))}
        labelOf={(segment) =>
          segmentLabels(segment, statusName, (count) => t('path.changes', { count }), viewer, t).full
        }
        colourOf={({ segments: [{ value }, ...others] }) =>
          others.length > 0 ? undefined : statusColour(value ?? '', statuses)
        }
      />
      <PathLine
        label={t('path.people')}
        axis={axis}
        // the first assignee is no handover
        segments={visible(assigneeSegments(changes, viewer.now).slice(1))}
        labelOf={(segment) =>
          segmentLabels(segment, personName, (count) => t('path.handovers', { count }), viewer, t).full
        }
      />
    </>
  )
}

interface PathLineProps {
  readonly label: string
  readonly axis: TimeAxis
  readonly segments: readonly MergedSegment[]
  readonly labelOf: (segment: MergedSegment) => string
  /** a CSS colour; `undefined` for several merged segments. Without it, the line shows only the starts as ticks. */
  readonly colourOf?: (segment: MergedSegment) => string | undefined
}

function PathLine({ label, axis, segments, labelOf, colourOf }: PathLineProps) {
  const placed = segments.flatMap((segment) => {
    const geometry = placeOnAxis(segment, axis)
    // a handover before the axis has no tick on it
    return geometry === undefined || (colourOf === undefined && segment.from < axis.from)
      ? []
      : [{ segment, geometry }]
  })
  if (placed.length === 0) return null
  return (
    <ol className={styles.line} aria-label={label} data-ticks={colourOf === undefined || undefined}>
      {placed.map(({ segment, geometry: { start, size } }) => {
        const colour = colourOf?.(segment)
        return (
          <li
            key={segment.segments[0].event}
            className={styles.segment}
            style={{ '--start': String(start), '--size': String(size), '--c': colour }}
            data-several={(colourOf !== undefined && colour === undefined) || undefined}
            title={labelOf(segment)}
          >
            <VisuallyHidden>{labelOf(segment)}</VisuallyHidden>
          </li>
        )
      })}
    </ol>
  )
}

/** The labels of the months above the paths, at the positions that `monthLines` has in the rows. */
export function AxisMonths({ axis: { months } }: { readonly axis: TimeAxis }) {
  return (
    <span className={styles.months} aria-hidden="true">
      {months.map(({ start, label }) =>
        label === undefined ? null : (
          <span key={start} className={styles.month} style={{ '--start': String(start) }}>
            {label}
          </span>
        ),
      )}
    </span>
  )
}

/** Returns a CSS background with a line at the start of each month, one for all rows. */
export function monthLines({ months }: TimeAxis): string {
  return months
    .map(({ start }) => `linear-gradient(var(--line) 0 0) ${start * 100}% 0 / 1px 100% no-repeat`)
    .join(', ')
}
