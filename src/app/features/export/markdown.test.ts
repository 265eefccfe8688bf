import { describe, expect, it } from 'vitest'
import { toInstant } from '../../../contract/instant.ts'
import type { ExportWords } from './export-words.ts'
import { exportedEvent as event } from './exported-event.ts'
import { markdownEvents, markdownHeading, markdownQuote, markdownText } from './markdown.ts'

const words: ExportWords = {
  t: (key) => (key === 'timeline.nobody' ? 'nobody' : key),
  viewer: { locale: 'en', timeZone: 'Europe/Rome', now: 0 },
  names: { full: (id) => id, short: (id) => id },
  lead: (id) => `Lead ${id}`,
  title: 'Officine *Ferrari*',
  subtitle: '2 events',
  namesLead: false,
}

const at = (date: string) => toInstant(Date.parse(date))

describe('a text', () => {
  it('shows what Markdown would read as more than itself', () => {
    expect(markdownText('*a* _b_ [c](d) <e> `f` \\ g | h ~ i &amp;')).toBe(
      String.raw`\*a\* \_b\_ \[c\](d) \<e\> \`f\` \\ g \| h \~ i \&amp;`,
    )
  })

  it('quotes a note with its line breaks, and begins no list or heading by it', () => {
    expect(markdownQuote('# one\n- two\n3. three\n\nfour')).toBe(
      ['> \\# one\\', '> \\- two\\', '> 3\\. three', '>', '> four'].join('\n'),
    )
  })

  it('has a title, and events under the days of the reader, with who it was and what changed', () => {
    const events = [
      event({ id: 2, date: at('2026-03-12T23:30:00Z'), note: 'late', status: 'Won', previousStatus: null }),
      event({ id: 1, date: at('2026-03-12T10:42:00Z'), previousLeadAssignee: 'luca' }),
    ]
    expect(markdownHeading(words) + markdownEvents(events, words)).toBe(
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

  it('names the lead of each event where there are several', () => {
    expect(markdownEvents([event()], { ...words, namesLead: true })).toContain('Giulia Rossi · Lead a1')
  })
})
