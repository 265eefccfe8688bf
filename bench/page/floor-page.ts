import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import type { LeadEvent } from '../../src/contract/lead-event.ts'
import type { FloorRow } from './floor.ts'
import { changesOf, pageStyle } from './plain-page.ts'

/** The rows that the page renders at once: its first page of events. */
const rowCount = 50

/** The floor: the first rows and the composer in React alone. */
export interface FloorPage {
  readonly html: string
  readonly script: string
}

/** Builds a page that renders the first events and a form with React, as small as React allows. */
export async function floorPage(events: readonly LeadEvent[]): Promise<FloorPage> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'es2023',
      rolldownOptions: { input: fileURLToPath(new URL('floor.ts', import.meta.url)) },
    },
  })
  const [chunk] = 'output' in built ? built.output : []
  if (chunk === undefined) throw new Error('the floor page was not built')
  const data = JSON.stringify({ rows: events.slice(0, rowCount).map(toRow), count: events.length })
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Floor</title>
<link rel="icon" href="data:,">
<script type="module" src="/floor.js"></script>
<style>${await pageStyle()}</style>
<div class="scroller"><div id="root"></div></div>
<script type="application/json" id="rows">${data.replaceAll('<', String.raw`\u003c`)}</script>
</html>`
  return { html, script: chunk.code }
}

function toRow(event: LeadEvent): FloorRow {
  const { id, date, owner, note } = event
  return { id, date, owner: owner.name, changes: changesOf(event), note: note ?? '' }
}
