import { toInstant } from '../../../contract/instant.ts'
import { formatDate, type Viewer } from '../../shared/i18n/format-time.ts'
import type { Translate } from '../../shared/i18n/i18n.ts'
import { bidiIsolate } from '../../shared/i18n/bidi-isolate.ts'
import { daysBetween } from '../../shared/i18n/format-days.ts'
import type { MergedSegment } from './merge-segments.ts'

/**
 * The labels of a merged segment: the short one below the bar, and the full one for focus, hover and assistive technology. The
 * full one begins with the short one, so that a user of speech input can say what they see. Source: WCAG 2.2, 2.5.3.
 */
export interface SegmentLabels {
  readonly label: string
  readonly full: string
}

/**
 * Creates the labels of a merged segment: `Contacted, 96 days` and `Contacted, 96 days from 3 August 2026`, or, for several
 * changes, `37 changes` and `37 changes, 12 days from 3 August 2026`. `nameOf` returns the name of a value, `countOf` that of
 * several changes.
 */
export function segmentLabels(
  { segments, from, to }: MergedSegment,
  nameOf: (value: string | null) => string,
  countOf: (count: number) => string,
  viewer: Viewer,
  t: Translate,
): SegmentLabels {
  const days = daysBetween(from, to, viewer)
  const date = formatDate(toInstant(from), viewer)
  const several = segments.length > 1
  const name = several ? countOf(segments.length) : bidiIsolate(nameOf(segments[0].value))
  return {
    label: several ? name : t('path.label', { name, days }),
    full: t('path.piece', { name, days, date }),
  }
}
