import { describe, expect, it } from 'vitest'
import { toInstant } from '../../../contract/instant.ts'
import type { ExportLabels } from './export-labels.ts'
import { exportedEvent as event } from '../../shared/export/fixtures/exported-event.ts'
import { markdownEvents, markdownHeading, markdownQuote, markdownText } from './markdown.ts'

const labels: ExportLabels = {
  t: (key) => (key === 'timeline.nobody' ? 'nobody' : key),
  viewer: { locale: 'en', timeZone: 'Europe/Rome', now: 0 },
  names: { full: (id) => id, short: (id) => id, of: ({ name }) => name },
  lead: (id) => `Lead ${id}`,
  title: 'Officine *Ferrari*',
  subtitle: '2 events',
  namesLead: false,
}

const at = (date: string) => toInstant(Date.parse(date))

describe('a Markdown export', () => {
  it('escapes the characters that have a meaning in Markdown', () => {
    expect(markdownText('*a* _b_ [c](d) <e> `f` \\ g | h ~ i &amp;')).toBe(
      String.raw`\*a\* \_b\_ \[c\](d) \<e\> \`f\` \\ g \| h \~ i \&amp;`,
    )
  })

  it('quotes a note with its line breaks, and prevents lists and headings in it', () => {
    expect(markdownQuote('# one\n- two\n3. three\n\nfour')).toBe(
      ['> \\# one\\', '> \\- two\\', '> 3\\. three', '>', '> four'].join('\n'),
    )
  })

  it('has a title, and events grouped by day in the viewer’s time zone, with owner and changes', () => {
    const events = [
      event({ id: 2, date: at('2026-03-12T23:30:00Z'), note: 'late', status: 'Won', previousStatus: null }),
      event({ id: 1, date: at('2026-03-12T10:42:00Z'), previousLeadAssignee: 'luca' }),
    ]
    expect(markdownHeading(labels) + markdownEvents(events, labels)).toBe(
      [
        '# Officine \\*Ferrari\\*',
        '',
        '2 events',
        '',
        '## 13 March 2026',
        '',
        '**00:30** Giulia Rossi · → Won',
        '',
        '> late',
        '',
        '## 12 March 2026',
        '',
        '**11:42** Giulia Rossi · luca → nobody',
        '',
      ].join('\n'),
    )
  })

  it('names the lead of each event if there are several leads', () => {
    expect(markdownEvents([event()], { ...labels, namesLead: true })).toContain('Giulia Rossi · Lead a1')
  })
})
