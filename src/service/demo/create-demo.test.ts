import { beforeAll, describe, expect, it } from 'vitest'
import { createHash } from 'node:crypto'
import { maxChangesPerUpdateTime } from '../../contract/paging.ts'
import { createDemo } from './create-demo.ts'
import type { Demo, DemoEvent } from './create-demo.ts'

const NOW = new Date('2026-11-23T13:40:11.123Z')

// New Year, Sunday night, the start and the end of summer time, Ferragosto, early morning, a leap day
const EDGE_CASES = [
  '2027-01-01T00:00:00.000Z',
  '2026-12-31T23:00:00.000Z',
  '2026-11-22T22:59:59.999Z',
  '2026-03-29T00:59:59.999Z',
  '2026-03-29T01:00:00.000Z',
  '2026-10-25T00:59:59.999Z',
  '2026-10-25T01:30:00.000Z',
  '2026-08-15T10:00:00.000Z',
  '2026-11-23T07:36:00.000Z',
  '2028-02-29T08:40:00.000Z',
]

const hash = (demo: Demo): string => createHash('sha256').update(JSON.stringify(demo)).digest('hex')

function histories({ leads, events }: Demo): Map<string, DemoEvent[]> {
  const byLead = new Map<string, DemoEvent[]>(leads.map(({ id }) => [id, []]))
  for (const event of events) byLead.get(event.lead)?.push(event)
  return byLead
}

describe('createDemo', () => {
  let demo: Demo
  let historyOf: Map<string, DemoEvent[]>
  let others: DemoEvent[]

  beforeAll(() => {
    demo = createDemo(NOW)
    historyOf = histories(demo)
    others = [...historyOf.values()].filter((history) => history.length !== 12_000).flat()
  })

  it('has the application, the people and the funnel of the demo', () => {
    expect(demo.application).toEqual({
      id: 'demo',
      name: 'Leadline demo',
      features: ['useLeadEventsSync'],
      token: 'demo-token',
    })
    expect(demo.people.map(({ id, name, role }) => [id, name, role])).toEqual([
      ['giulia', 'Giulia Rossi', 'rep'],
      ['luca', 'Luca Conti', 'rep'],
      ['marco', 'Marco Bianchi', 'manager'],
    ])
    expect(demo.people.every(({ email }) => email.endsWith('@demo.leadline.example'))).toBe(true)
    expect(demo.statusCollection.statuses.map(({ label, previous }) => [label, previous])).toEqual([
      ['New', null],
      ['Contacted', 'New'],
      ['Qualified', 'Contacted'],
      ['Proposal', 'Qualified'],
      ['Won', 'Proposal'],
      ['Lost', 'Proposal'],
      ['Parked', null],
    ])
  })

  it('has 200 leads of both types with different ids that the contract allows', () => {
    expect(demo.leads).toHaveLength(200)
    expect(new Set(demo.leads.map(({ id }) => id)).size).toBe(200)
    expect(new Set(demo.leads.map(({ name }) => name)).size).toBe(200)
    const companies = demo.leads.filter(({ type }) => type === 'company')
    expect(companies.length).toBeGreaterThan(120)
    expect(companies.length).toBeLessThan(140)
    expect(companies.every(({ id }) => /^[0-9a-f]{12}$/.test(id))).toBe(true)
    expect(demo.leads.every(({ id }) => /^[^\s,"\p{C}]{1,128}$/u.test(id))).toBe(true)
  })

  it.each([
    ['Officine Ferrari S.p.A.', 'Qualified', 'luca'],
    ['Cantina Valle dei Laghi', 'Proposal', 'giulia'],
    ['Elena Tomasi', 'Contacted', 'giulia'],
    ['Trentino Logistica S.r.l.', 'New', null],
    ['Birrificio Monte Baldo', 'Won', 'luca'],
    ['Studio Legale Ravelli e Associati', 'Lost', 'marco'],
    ['Acque del Garda', 'Contacted', 'giulia'],
  ])('has %s as the sketch shows it', (name, status, assignee) => {
    const history = historyOf.get(demo.leads.find((lead) => lead.name === name)?.id ?? '') ?? []
    expect(history.findLast((event) => event.status !== null)?.status).toBe(status)
    expect(history.at(-1)?.leadAssignee).toBe(assignee)
  })

  it('has one lead with 12,000 events, one with none, and some 4,000 events of the others', () => {
    const lengths = [...historyOf.values()].map((history) => history.length)
    expect(lengths.filter((length) => length === 12_000)).toHaveLength(1)
    expect(lengths.filter((length) => length === 0)).toHaveLength(1)
    expect(others.length).toBeGreaterThan(3000)
    expect(others.length).toBeLessThan(5000)
  })

  it('has no more events of one date than may share an updateTime, because the date is their updateTime', () => {
    const shared = new Map<string, number>()
    for (const { date } of demo.events) shared.set(date, (shared.get(date) ?? 0) + 1)
    expect(Math.max(...shared.values())).toBeLessThanOrEqual(maxChangesPerUpdateTime)
  })

  it('is the same for the same clock', () => {
    expect(hash(createDemo(NOW))).toBe(hash(demo))
    expect(createDemo(new Date(NOW))).toEqual(demo)
    expect(hash(createDemo(new Date(NOW.getTime() + 86_400_000)))).not.toBe(hash(demo))
  })

  it('rejects an invalid date', () => {
    expect(() => createDemo(new Date(Number.NaN))).toThrow(RangeError)
  })

  it.each([NOW.toISOString(), ...EDGE_CASES])('is sorted by date and ends before the clock at %s', (now) => {
    const then = createDemo(new Date(now))
    const dates = then.events.map(({ date }) => date)
    expect(dates).toEqual(dates.toSorted())
    expect(dates.every((date) => date === new Date(date).toISOString())).toBe(true)
    const newest = then.events.at(-1)
    expect(newest?.lead).toBe('6da785b3adf2')
    expect(Date.parse(newest?.date ?? '')).toBeLessThanOrEqual(Date.parse(now))
    expect(Date.parse(now) - Date.parse(newest?.date ?? '')).toBeLessThan(86_400_000)
    for (const history of histories(then).values()) {
      const gaps = history
        .slice(1)
        .map((event, index) => Date.parse(event.date) - Date.parse(history[index]?.date ?? ''))
      expect(Math.min(Infinity, ...gaps)).toBeGreaterThanOrEqual(2000)
    }
  })

  it('covers the year before the clock, and almost five years in the longest history', () => {
    const year = 366 * 86_400_000
    expect(NOW.getTime() - Date.parse(others[0]?.date ?? '')).toBeGreaterThan(0)
    const [first] = [...historyOf.values()].find((history) => history.length === 12_000) ?? []
    expect(NOW.getTime() - Date.parse(first?.date ?? '')).toBeGreaterThan(4 * year)
    const shares = others.filter(({ date }) => NOW.getTime() - Date.parse(date) < year).length / others.length
    expect(shares).toBeGreaterThan(0.97)
  })

  it('has nearly all events during office hours in Rome', () => {
    const rome = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Europe/Rome',
      weekday: 'short',
      hour: '2-digit',
      hourCycle: 'h23',
    })
    const working = others.filter(({ date }) => {
      const parts = Object.fromEntries(
        rome.formatToParts(new Date(date)).map(({ type, value }) => [type, value]),
      )
      return !parts['weekday']?.startsWith('S') && Number(parts['hour']) >= 8 && Number(parts['hour']) < 19
    })
    expect(working.length / others.length).toBeGreaterThan(0.99)
    expect(others.filter(({ date }) => date.endsWith(':00.000Z'))).toHaveLength(0)
  })

  it('sets only labels of the collection, begins with New, and uses the hidden one for old events', () => {
    const labels = new Set(demo.statusCollection.statuses.map(({ label }) => label))
    const statuses = demo.events.flatMap(({ status }) => status ?? [])
    expect(statuses.every((status) => labels.has(status))).toBe(true)
    expect(
      [...historyOf.values()].filter((history) => history.length > 0 && history[0]?.status !== 'New'),
    ).toHaveLength(0)
    expect(statuses.filter((status) => status === 'Parked').length).toBeGreaterThan(2)
    for (const { label, hidden } of demo.statusCollection.statuses) expect(hidden).toBe(label === 'Parked')
  })

  it('never sets the status that the lead already has', () => {
    for (const history of historyOf.values()) {
      const labels = history.flatMap(({ status }) => status ?? [])
      expect(labels.filter((status, index) => status === labels[index - 1])).toEqual([])
    }
  })

  it('has owners who are users, and leads that are unassigned or assigned to people outside', () => {
    const ids = new Set<string | null>(demo.people.map(({ id }) => id))
    expect(demo.events.every(({ owner }) => ids.has(owner))).toBe(true)
    const assignees = new Set(demo.events.map(({ leadAssignee }) => leadAssignee))
    expect([...assignees].filter((id) => !ids.has(id))).toContain('larentis+unicorno@spaziodati.example')
    expect(assignees.has(null)).toBe(true)
    expect([...assignees].every((id) => id === null || /^\S{1,320}$/.test(id))).toBe(true)
  })

  it('changes an assignee rarely, and copies the value from event to event', () => {
    const changes = [...historyOf.values()].flatMap((history) =>
      history.filter((event, index) => index > 0 && event.leadAssignee !== history[index - 1]?.leadAssignee),
    )
    expect(changes.length).toBeGreaterThan(60)
    expect(changes.length).toBeLessThan(250)
  })

  it('has notes that the contract accepts, some of them very long', () => {
    const notes = demo.events.flatMap(({ note }) => note ?? [])
    // control characters except line breaks and tabs, and lone surrogates
    expect(notes.filter((note) => /[\p{Cc}\p{Cs}]/u.test(note.replaceAll(/[\n\t]/g, '')))).toEqual([])
    expect(notes.filter((note) => note.trim() !== note || note === '')).toEqual([])
    const lengths = notes.map((note) => Array.from(note).length)
    expect(Math.max(...lengths)).toBeLessThanOrEqual(10_000)
    expect(lengths.filter((length) => length > 3000).length).toBeGreaterThanOrEqual(4)
  })

  it('repeats no note within a lead, and few notes in total', () => {
    for (const history of historyOf.values()) {
      if (history.length === 12_000) continue
      const notes = history.flatMap(({ note }) => note ?? [])
      expect(new Set(notes).size).toBe(notes.length)
    }
    const notes = others.flatMap(({ note }) => note ?? [])
    expect(new Set(notes).size / notes.length).toBeGreaterThan(0.85)
  })

  it('leaves no trace of the templates in a note', () => {
    const special = new Set(['5e1d7a90c3b8', 'b7704f2ce6a1', '7a20fd6b4c19', '2f6b91e0a7cd', '93ac05d1f84e'])
    for (const { lead, note } of demo.events) {
      if (note === null || special.has(lead)) continue
      expect(note).not.toMatch(/ {2}| [.,;:](?!\))|[{}[\]|]|undefined|\.\./)
      expect(note).toMatch(/^[\p{Lu}\p{N}"“«€]/u)
      expect(note).toMatch(/[\p{L}\p{N}\p{P}]$/u)
    }
  })

  it('contains text that is hard to display', () => {
    const all = [...demo.leads.map(({ name }) => name), ...others.map(({ note }) => note ?? '')].join('\n')
    const hard = [
      '<b>',
      '&amp;',
      '<script>alert(1)</script>',
      '"quotes"',
      '{{x}}',
      '*stars*',
      '\\',
      '&q=',
      '👨‍👩‍👧‍👦',
      '🐧',
    ]
    for (const text of hard) expect(all.toLowerCase()).toContain(text.toLowerCase())
    for (const script of [
      /\p{sc=Arabic}/u,
      /\p{sc=Hebrew}/u,
      /\p{sc=Han}/u,
      /\p{sc=Hangul}/u,
      /\p{Mn}/u,
      /\S{120}/,
    ]) {
      expect(all).toMatch(script)
    }
    expect(Math.max(...demo.leads.map(({ name }) => name.length))).toBeGreaterThan(200)
  })
})
