import { toInstant } from '../../../contract/instant.ts'
import { formatDate, type Reader } from '../../shared/i18n/format-time.ts'
import type { Translate } from '../../shared/i18n/i18n.ts'
import { isolate } from '../../shared/i18n/isolate.ts'
import { daysBetween, shortDays } from '../../shared/i18n/days.ts'
import type { Piece } from './path-pieces.ts'

/** What a piece of a path says: under the bar, and in full where it has the focus or the pointer. */
export interface PieceWords {
  readonly label: string
  readonly full: string
}

/**
 * The words of a piece: `Contacted 96 d` and `Contacted, 96 days from 3 August 2026`, or, for several changes drawn
 * together, `37 changes` and `37 changes, 12 days from 3 August 2026`. `nameOf` gives the name of a value.
 */
export function pieceWords(
  { segments, from, to }: Piece,
  nameOf: (value: string | null) => string,
  reader: Reader,
  t: Translate,
): PieceWords {
  const days = daysBetween(from, to, reader)
  const date = formatDate(toInstant(from), reader)
  const several = segments.length > 1
  const name = several ? t('path.changes', { count: segments.length }) : nameOf(segments[0].value)
  return {
    label: several ? name : `${isolate(name)} ${shortDays(days, t)}`,
    full: t('path.piece', { name, days, date }),
  }
}
