import type { ReactNode } from 'react'
import type { Highlight } from '../../../contract/lead-event.ts'

interface MarkedTextProps {
  readonly text: string
  /** ascending, and apart from each other */
  readonly highlights: readonly Highlight[]
}

/** A text with what matched in it marked. */
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
