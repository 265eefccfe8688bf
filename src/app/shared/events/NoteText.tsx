import type { ClipboardEvent, ReactElement } from 'react'
import type { Highlight } from '../../../contract/lead-event.ts'
import { markedParts } from './MarkedText.tsx'
import type { NoteLink } from './note-links.ts'
import styles from './NoteText.module.css'

const noHighlights: readonly Highlight[] = []

interface NoteTextProps {
  readonly text: string
  /** in ascending order, without overlaps, like the links */
  readonly highlights?: readonly Highlight[]
  readonly links: readonly NoteLink[]
  readonly className?: string | undefined
  readonly isFolded?: boolean
}

/**
 * The text of a note, with its links and highlights. A translator leaves it as it is, because a note records what was
 * said: a translated name, number or quotation would be wrong. Copied text is plain text.
 */
export function NoteText({
  text,
  highlights = noHighlights,
  links,
  className,
  isFolded = false,
}: NoteTextProps) {
  const parts: ReactElement[] = []
  let end = 0
  for (const { start, length, href } of links) {
    parts.push(...markedParts(text, end, start, highlights))
    end = start + length
    parts.push(
      <a
        key={`link ${start}`}
        href={href}
        className={styles.link}
        rel="noreferrer"
        target={href.startsWith('https:') ? '_blank' : undefined}
      >
        {markedParts(text, start, end, highlights)}
      </a>,
    )
  }
  parts.push(...markedParts(text, end, text.length, highlights))
  return (
    <p
      dir="auto"
      translate="no"
      className={className}
      data-folded={isFolded || undefined}
      onCopy={copyPlainText}
    >
      {parts}
    </p>
  )
}

function copyPlainText(event: ClipboardEvent): void {
  const selected = getSelection()?.toString() ?? ''
  if (selected === '') return
  event.preventDefault()
  event.clipboardData.setData('text/plain', selected)
}
