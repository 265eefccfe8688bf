import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createAtokaClock } from './atoka-clock.ts'

describe("Atoka's clock from its Date headers", () => {
  it('is unknown before the first response', () => {
    expect(createAtokaClock().now(0)).toBeUndefined()
  })

  it('is never ahead, and at most a second and the response time behind', () => {
    const call = fc.record({
      wait: fc.nat(20_000),
      there: fc.nat(400),
      back: fc.nat(400),
      offset: fc.nat(999),
    })
    fc.assert(
      fc.property(fc.array(call, { minLength: 1 }), fc.integer({ min: -1e9, max: 1e9 }), (calls, ahead) => {
        const clock = createAtokaClock()
        const truth = (milliseconds: number) => 1.8e12 + ahead + milliseconds
        let passed = 0
        for (const { wait, there, back, offset } of calls) {
          const sent = passed + wait + offset
          const answered = sent + there
          passed = answered + back
          const date = Math.floor(truth(answered) / 1_000) * 1_000
          clock.hear({ date, sent, received: passed })
          const behind = truth(passed) - Date.parse(clock.now(passed) ?? '')
          expect(behind).toBeGreaterThanOrEqual(0)
          expect(behind).toBeLessThanOrEqual(1_000 + back)
        }
      }),
    )
  })

  it('becomes more exact with each response, and follows Atoka’s clock if that is set back', () => {
    const clock = createAtokaClock()
    const hear = (date: string, milliseconds: number) => {
      clock.hear({ date: Date.parse(date), sent: milliseconds, received: milliseconds })
      return clock.now(milliseconds)
    }
    expect(hear('2026-11-23T12:00:00Z', 900)).toBe('2026-11-23T12:00:00.000Z')
    expect(hear('2026-11-23T12:00:01Z', 1_200)).toBe('2026-11-23T12:00:01.000Z')
    expect(hear('2026-11-23T12:00:01Z', 2_100)).toBe('2026-11-23T12:00:01.900Z')
    expect(hear('2026-11-23T11:00:00Z', 2_200)).toBe('2026-11-23T11:00:00.000Z')
  })
})
