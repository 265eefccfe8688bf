import type { LeadEvent } from '../../../contract/lead-event.ts'
import { formatDate, isOtherDay } from '../../shared/i18n/format-time.ts'
import { eventLine, type ExportLabels } from './export-labels.ts'

/** Characters with a meaning in Markdown, anywhere in a line and at its start. Source: CommonMark 0.31, 2.4. */
const anywhere = /[\\`*_[\]<>&~|]/g
const atStart = /^(\s*)([#+\-=]|\d{1,9}(?=[.)]))/

/** Escapes a text so that Markdown shows it literally. */
export function markdownText(text: string): string {
  return text.replace(anywhere, String.raw`\$&`)
}

/** Escapes a line, also its start, so that `#`, `-` and `1.` are shown literally. */
function markdownLine(line: string): string {
  return markdownText(line).replace(atStart, (_, indent: string, start: string) =>
    /\d/.test(start) ? `${indent}${start}\\` : `${indent}\\${start}`,
  )
}

/** Formats a note as a quotation with its line breaks. */
export function markdownQuote(note: string): string {
  const lines = note.split('\n')
  return lines
    .map((line, index) => {
      const breaks = line !== '' && index + 1 < lines.length && lines[index + 1] !== ''
      return `> ${markdownLine(line)}${breaks ? '\\' : ''}`.trimEnd()
    })
    .join('\n')
}

/** The title and subtitle of an export. */
export function markdownHeading({ title, subtitle }: ExportLabels): string {
  return `# ${markdownText(title)}\n\n${markdownText(subtitle)}\n`
}

/** The events, with a heading per day. */
export function markdownEvents(events: readonly LeadEvent[], labels: ExportLabels): string {
  let previous: LeadEvent | undefined
  const blocks: string[] = []
  for (const event of events) {
    if (previous === undefined || isOtherDay(previous.date, event.date, labels.viewer))
      blocks.push(`## ${formatDate(event.date, labels.viewer)}`)
    const { time, owner, details } = eventLine(event, labels)
    blocks.push([`**${time}** ${markdownText(owner)}`, ...details.map(markdownText)].join(' · '))
    if (event.note !== null) blocks.push(markdownQuote(event.note))
    previous = event
  }
  return blocks.map((block) => `\n${block}\n`).join('')
}
