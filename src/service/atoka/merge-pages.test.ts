import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { mergeParts } from './merge-pages.ts'
import { splitLeads } from './split-leads.ts'

it('returns any range of several lists as if they were one, and reads no page twice', async () => {
  const list = fc.array(fc.option(fc.nat(50), { nil: undefined, freq: 9 }), { maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(
      fc.array(list, { maxLength: 4 }),
      fc.nat(60),
      fc.nat(30),
      fc.integer({ min: 1, max: 9 }),
      async (lists, offset, limit, step) => {
        const sorted = lists.map((items) =>
          items.toSorted((one, other) => (one === undefined || other === undefined ? 0 : one - other)),
        )
        const known = sorted.map((items) => items.filter((item) => item !== undefined))
        const requested = new Set<string>()
        const parts = (all: typeof sorted) =>
          all.map((items, part) => ({
            count: items.length,
            async read(from: number) {
              expect(requested).not.toContain(`${part} ${from}`)
              requested.add(`${part} ${from}`)
              return items.slice(from, from + step)
            },
          }))
        const isBefore = (one: number, other: number) => one < other
        const window = await mergeParts(parts(known), isBefore, { offset, limit })
        expect(window).toEqual(
          known
            .flat()
            .toSorted((one, other) => one - other)
            .slice(offset, offset + limit),
        )
      },
    ),
  )
})

it('continues after unreadable items, and if a list ends before its count', async () => {
  const read = async (from: number) => [1, undefined, 3].slice(from, from + 2)
  const part = { count: 5, read }
  const merged = await mergeParts([part, { count: 1, read: async () => [2] }], (one, other) => one < other, {
    offset: 0,
    limit: 9,
  })
  expect(merged).toEqual([1, undefined, 2, 3])
})

it('splits leads so that no URL exceeds some 6 KB, and loses none', () => {
  const leads = Array.from({ length: 500 }, (_, index) => `${'è'.repeat(index % 128)}-${index}`)
  const lists = splitLeads(leads)
  expect(lists.flat()).toEqual(leads)
  expect(lists.length).toBeGreaterThan(1)
  for (const list of lists) expect(encodeURIComponent(list.join(',')).length).toBeLessThanOrEqual(5_500)
  expect(splitLeads(['a', 'b'])).toEqual([['a', 'b']])
})
