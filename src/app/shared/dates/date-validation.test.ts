import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { shiftInstant } from '../../../contract/instant.ts'
import { checkEventDate } from '../../../contract/rules/event-date.ts'
import { toChosenMinute } from '../time/local-minute.ts'
import { composerSchema } from '../../features/composer/composer-schema.ts'
import { emptyValues, toCreateBody, type LeadContext } from '../../features/composer/composer-values.ts'
import { dateValidation } from './date-validation.ts'
import { presetMinute, datePresets } from './date-presets.ts'

const now = '2026-10-25T12:00:00.000Z'
const lead: LeadContext = {
  id: 'a',
  type: 'company',
  name: null,
  status: null,
  leadAssignee: null,
  lastEventDate: null,
}

beforeEach(() => {
  vi.stubEnv('TZ', 'Europe/Rome')
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(now) })
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllEnvs()
})

// around the night on which the clocks are set back, up to an hour after now
const moments = fc.integer({ min: -20 * 60, max: 60 }).map((minutes) => shiftInstant(now, minutes * 60_000))
const latestDates = fc.option(
  fc.integer({ min: -20 * 3_600, max: 0 }).map((seconds) => shiftInstant(now, seconds * 1_000)),
  { nil: undefined },
)

it('returns the result of the contract’s rule for the date that would be sent', () => {
  fc.assert(
    fc.property(moments, latestDates, (moment, latest) => {
      const date = toChosenMinute(moment)
      const validation = dateValidation(date, { latest, now })
      const sent = toCreateBody({ ...emptyValues, note: 'x', date }, lead, latest).date
      expect(validation?.at).toBe(sent)
      expect(validation?.error).toBe(checkEventDate(sent ?? '', { latest, now }))
      const issues = composerSchema(latest).safeParse({ ...emptyValues, note: 'x', date }).error?.issues ?? []
      expect(issues.map(({ message }) => message)).toEqual(
        validation?.error === undefined ? [] : [validation.error],
      )
    }),
  )
})

it('returns nothing for now, whatever the latest event, because the service’s clock decides', () => {
  fc.assert(
    fc.property(moments, (latest) => {
      expect(dateValidation('now', { latest, now })).toBeUndefined()
      expect(composerSchema(latest).safeParse({ ...emptyValues, note: 'x' }).success).toBe(true)
    }),
  )
})

it('computes the presets in the viewer’s time zone, also across a clock change', () => {
  expect(datePresets.map((preset) => presetMinute(preset, Date.parse('2026-10-25T00:32:00.000Z')))).toEqual([
    '2026-10-25T02:27',
    '2026-10-25T09:00',
    '2026-10-24T15:00',
  ])
  expect(presetMinute('yesterdayAfternoon', Date.parse('2026-03-29T22:30:00.000Z'))).toBe('2026-03-29T15:00')
})
