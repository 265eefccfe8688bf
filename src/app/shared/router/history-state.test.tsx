import { beforeEach, expect, it } from 'vitest'
import { readHistoryState, replaceHref, updateHistoryState } from './history-state.ts'

beforeEach(() => window.history.replaceState(null, '', '/'))

const place = { event: 1, date: '2026-11-23T12:00:00.000Z', above: 4, offset: 7 }
const list = { top: 120, href: '/?leads=a', index: 0 }

it('keeps the position of the list when the position of the timeline changes, and the other way round', () => {
  updateHistoryState({ list })
  updateHistoryState({ place })
  expect(readHistoryState()).toEqual({ list, place })
  updateHistoryState({ place: undefined })
  expect(readHistoryState()).toEqual({ list, place: undefined })
})

it('keeps the state when the URL is replaced', () => {
  updateHistoryState({ list })
  replaceHref('/leads')
  expect(window.location.pathname).toBe('/leads')
  expect(readHistoryState()).toEqual({ list })
})

it('ignores a state that it has not written', () => {
  window.history.replaceState({ list: 'somewhere' }, '')
  expect(readHistoryState()).toEqual({})
})
