import { expect, it } from 'vitest'
import type { Lead } from '../../../contract/lead.ts'
import type { Translate } from '../../shared/i18n/i18n.ts'
import { leadListCsv } from './lead-list-csv.ts'

const t: Translate = (key) => key.replace(/^leads\.(csv\.)?/, '')
const lead: Lead = {
  id: 'a1',
  type: 'company',
  name: 'Ferrari, =1+1',
  status: 'New',
  statusDate: '2026-03-12T23:30:00.000Z',
  leadAssignee: 'luca',
  lastEventDate: null,
  eventCount: 1234,
}
const csv = (locale: string) =>
  leadListCsv([lead], {
    viewer: { locale, timeZone: 'Europe/Rome', now: 0 },
    personName: () => 'Luca Conti',
    t,
  })

it('separates by commas in English, and writes dates in the viewer’s time zone', () => {
  expect(csv('en')).toEqual([
    '\uFEFF"id","name","type","status","since","assignee","assigneeName","lastEvent","events"\r\n',
    '"a1","Ferrari, =1+1","company","New","13/03/2026","luca","Luca Conti","","1234"\r\n',
  ])
})

it('separates by semicolons in Italian, and marks what would be a formula after a comma', () => {
  expect(
    leadListCsv([{ ...lead, name: 'Ferrari,=1+1' }], {
      viewer: { locale: 'it', timeZone: 'Europe/Rome', now: 0 },
      personName: () => '=cmd',
      t,
    })[1],
  ).toBe(`"a1";"Ferrari,'=1+1";"company";"New";"13/03/2026";"luca";"'=cmd";"";"1234"\r\n`)
})
