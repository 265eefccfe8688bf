import { readFile } from 'node:fs/promises'
import type { LeadEvent } from '../../src/contract/lead-event.ts'

/** The page's own styles of a row; their class names are unchanged. */
const styles = [
  'shared/styles/tokens.css',
  'shared/styles/reset.css',
  'shared/styles/base.css',
  'shared/ui/Button.module.css',
  'features/timeline/event/EventRow.module.css',
  'features/timeline/event/EventNote.module.css',
  'shared/events/EventChanges.module.css',
]

/** The additional styles of the plain page. */
const additionalStyle = `
  body { margin: 0; display: flex; flex-direction: column; block-size: 100dvh }
  .scroller { flex: 1; min-block-size: 0; overflow-y: auto }
  .column { max-inline-size: 760px; margin-inline: auto; isolation: isolate }
  form { inline-size: 760px; margin: 16px auto }
  textarea { inline-size: 100%; min-block-size: 64px }
`

/** A minimal edit in place: a text area in place of the note, and a \`PUT\`. */
const script = `
  document.querySelector('[role=feed]').addEventListener('click', ({ target }) => {
    const button = target.closest('button[aria-label="Edit note"]')
    if (button === null) return
    const article = button.closest('article')
    const note = article.querySelector('p')
    const area = document.createElement('textarea')
    area.value = note.textContent
    note.replaceWith(area)
    area.focus()
    area.addEventListener('keydown', async (event) => {
      if (event.key !== 'Enter' || !event.ctrlKey) return
      note.textContent = area.value
      area.replaceWith(note)
      article.ariaBusy = 'true'
      const body = new URLSearchParams({ note: note.textContent })
      await fetch('/v2/leadevents/' + article.id.slice('event-'.length), { method: 'PUT', body })
      article.ariaBusy = null
    })
  })
`

/** Returns the style of the rows and of what surrounds them. */
export async function pageStyle(): Promise<string> {
  const files = styles.map(async (name) =>
    readFile(new URL(`../../src/app/${name}`, import.meta.url), 'utf8'),
  )
  return [
    '@layer tokens, reset, base, ui, screen;',
    ...(await Promise.all(files)),
    `@layer screen {${additionalStyle}}`,
  ].join('\n')
}

/** Builds a page with these events as rows like the timeline's, all of them, and a form above them. */
export async function plainPage(events: readonly LeadEvent[]): Promise<string> {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Plain</title>
<link rel="icon" href="data:,">
<style>${await pageStyle()}</style>
<form aria-label="Log an event"><textarea aria-label="Note"></textarea></form>
<div class="scroller"><div class="column"><div role="feed" aria-label="Timeline">
${events.map((event, index) => row(event, index, events.length)).join('\n')}
</div></div></div>
<script>${script}</script>
</html>`
}

/** A change of a row: the values before and after it. */
export type RowChange = readonly [from: string, to: string]

/** Returns what an event changed, as texts: the status, then the assignee. */
export function changesOf({
  status,
  previousStatus,
  leadAssignee,
  previousLeadAssignee,
}: LeadEvent): RowChange[] {
  return [
    ...(status === null || status === previousStatus ? [] : [change(previousStatus, status)]),
    ...(leadAssignee === previousLeadAssignee ? [] : [change(previousLeadAssignee, leadAssignee)]),
  ]
}

function change(from: string | null | undefined, to: string | null): RowChange {
  return [from ?? 'unassigned', to ?? 'unassigned']
}

function row(event: LeadEvent, index: number, length: number): string {
  const { id, date, owner, note } = event
  const changes = changesOf(event).map(
    ([from, to]) => `<span class="change">${escape(from)} → <b class="to">${escape(to)}</b></span>`,
  )
  return `<article id="event-${id}" class="row" tabindex="0" aria-posinset="${index + 1}" aria-setsize="${length}" aria-labelledby="event-${id}-owner event-${id}-time"><div class="event"><span id="event-${id}-time" class="time"><time datetime="${date}" title="${date}">${date.slice(11, 16)}</time></span><span class="rail"></span><div class="body"><div class="head"><b id="event-${id}-owner" class="owner">${escape(owner.name)}</b>${changes.join('')}<span class="actions">${actions}</span></div><p dir="auto" class="note">${escape(note ?? '')}</p></div></div></article>`
}

const actions = ['Edit note', 'Event actions']
  .map(
    (label) =>
      `<button type="button" class="button" aria-label="${label}" data-variant="quiet" data-size="s">${label === 'Edit note' ? 'Edit' : '…'}</button>`,
  )
  .join('')

function escape(text: string): string {
  return text.replace(/[&<"]/g, (character) => `&#${character.charCodeAt(0)};`)
}
