import { expect, it } from 'vitest'
import { eventTableHeading, eventTableLine, eventTableTitles, type EventTableRow } from './event-table.ts'

const row: EventTableRow = {
  id: 7,
  date: '2026-03-12T23:42:05.123Z',
  lead: 'a1',
  leadName: 'Officine "Ferrari"',
  type: 'company',
  owner: 'giulia',
  ownerName: 'Giulia Rossi',
  note: '=cmd',
  status: null,
  previousStatus: null,
  leadAssignee: 'luca',
  leadAssigneeName: 'Luca Conti',
  created: '2026-03-12T10:42:00.000Z',
  updateTime: '2026-03-12T10:42:00.001Z',
}

it('has titles, separator, words and local time in English, and instants in UTC', () => {
  expect(eventTableHeading('en')).toMatch(/^\uFEFF"ID","Date and time","Time zone","Date \(UTC\)",.*\r\n$/)
  expect(eventTableLine(row, { language: 'en', timeZone: 'Europe/Rome', isMonthFirst: false })).toBe(
    '"7","13/03/2026 00:42:05","Europe/Rome","2026-03-12T23:42:05.123Z","a1","Officine ""Ferrari""","company","giulia","Giulia Rossi","\'=cmd","","","luca","Luca Conti","2026-03-12T10:42:00.000Z","2026-03-12T10:42:00.001Z"\r\n',
  )
})

it('has them in Italian', () => {
  expect(eventTableHeading('it')).toMatch(/^\uFEFF"ID";"Data e ora";"Fuso orario";"Data \(UTC\)";.*\r\n$/)
  expect(
    eventTableLine(row, { language: 'it', timeZone: 'America/New_York', isMonthFirst: false }),
  ).toContain(
    '"7";"12/03/2026 19:42:05";"America/New_York";"2026-03-12T23:42:05.123Z";"a1";"Officine ""Ferrari""";"azienda";',
  )
})

it('has the month first where the region does', () => {
  expect(eventTableLine(row, { language: 'en', timeZone: 'America/New_York', isMonthFirst: true })).toContain(
    '"7","03/12/2026 19:42:05","America/New_York",',
  )
})

it.each(Object.values(eventTableTitles))('has a different title for each column', (titles) => {
  expect(new Set(Object.values(titles)).size).toBe(Object.keys(titles).length)
})
