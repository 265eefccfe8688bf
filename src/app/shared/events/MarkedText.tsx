import type { ReactNode } from 'react'
import type { Highlight } from '../../../contract/lead-event.ts'

interface MarkedTextProps {
  readonly text: string
  /** in ascending order, without overlaps */
  readonly highlights: readonly Highlight[]
}

/** A text with its highlights marked. */
export function MarkedText({ text, highlights }: MarkedTextProps) {
  const parts: ReactNode[] = []
  let end = 0
  for (const { start, length } of highlights) {
    parts.push(text.slice(end, start), <mark key={start}>{text.slice(start, start + length)}</mark>)
    end = start + length
  }
  return (
    <>
      {parts}
      {text.slice(end)}
    </>
  )
}
