import type { LeadEvent } from '../../../contract/lead-event.ts'
import { formatDate } from '../../shared/i18n/format-time.ts'
import { isOtherDay } from '../../shared/i18n/format-time.ts'
import { eventLine, type ExportWords } from './export-words.ts'

/** What Markdown would read as more than itself, anywhere in a line and at its beginning. Source: CommonMark 0.31, 2.4. */
const anywhere = /[\\`*_[\]<>&~|]/g
const atStart = /^(\s*)([#+\-=]|\d{1,9}(?=[.)]))/

/** Text that is shown as it stands. */
export function markdownText(text: string): string {
  return text.replace(anywhere, String.raw`\$&`)
}

/** A line that may begin with anything: `#`, `-` and `1.` stay what they are. */
function markdownLine(line: string): string {
  return markdownText(line).replace(atStart, (_, indent: string, start: string) =>
    /\d/.test(start) ? `${indent}${start}\\` : `${indent}\\${start}`,
  )
}

/** A note as a quotation, its line breaks kept. */
export function markdownQuote(note: string): string {
  const lines = note.split('\n')
  return lines
    .map((line, index) => {
      const breaks = line !== '' && index + 1 < lines.length && lines[index + 1] !== ''
      return `> ${markdownLine(line)}${breaks ? '\\' : ''}`.trimEnd()
    })
    .join('\n')
}

/** The title, and below it what is told of the whole. */
export function markdownHeading({ title, subtitle }: ExportWords): string {
  return `# ${markdownText(title)}\n\n${markdownText(subtitle)}\n`
}

/** Events under the headings of their days. */
export function markdownEvents(events: readonly LeadEvent[], words: ExportWords): string {
  let above: LeadEvent | undefined
  const blocks: string[] = []
  for (const event of events) {
    if (above === undefined || isOtherDay(above.date, event.date, words.viewer))
      blocks.push(`## ${formatDate(event.date, words.viewer)}`)
    const { time, owner, facts } = eventLine(event, words)
    blocks.push([`**${time}** ${markdownText(owner)}`, ...facts.map(markdownText)].join(' · '))
    if (event.note !== null) blocks.push(markdownQuote(event.note))
    above = event
  }
  return blocks.map((block) => `\n${block}\n`).join('')
}
