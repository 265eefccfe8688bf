import type { ReactElement } from 'react'
import type { Highlight } from '../../../contract/lead-event.ts'

interface MarkedTextProps {
  readonly text: string
  /** in ascending order, without overlaps */
  readonly highlights: readonly Highlight[]
}

/** A text with its highlights marked. */
export function MarkedText({ text, highlights }: MarkedTextProps) {
  return <>{markedParts(text, 0, text.length, highlights)}</>
}

/** Returns the text from `from` up to `to`, with the parts of the highlights that are there. */
export function markedParts(
  text: string,
  from: number,
  to: number,
  highlights: readonly Highlight[],
): readonly ReactElement[] {
  const parts: ReactElement[] = []
  let end = from
  for (const highlight of highlights) {
    const start = Math.max(end, highlight.start)
    const next = Math.min(to, highlight.start + highlight.length)
    if (start >= next) continue
    if (end < start) parts.push(<span key={end}>{text.slice(end, start)}</span>)
    parts.push(<mark key={start}>{text.slice(start, next)}</mark>)
    end = next
  }
  if (end < to) parts.push(<span key={end}>{text.slice(end, to)}</span>)
  return parts
}
