import { expect, it } from 'vitest'
import type { Translate } from '../i18n/i18n.ts'
import { assigneeOptions } from './assignee-options.ts'
import { personNames } from './use-person-names.ts'

const users = [
  { id: 'giulia', name: 'Giulia Rossi' },
  { id: 'luca', name: 'Luca Conti' },
  { id: 'marco', name: 'Marco Bianchi' },
]
const t: Translate = (key) => key
const { unmarked: names } = personNames([], (name) => name)
const labels = (q: string, matching = users) =>
  assigneeOptions({ users: matching, me: { id: 'luca', name: 'Luca Conti' }, q, names, t }).map(
    ({ label }) => label,
  )

it('offers the signed-in user first', () => {
  expect(labels('')).toEqual(['Luca Conti', 'Giulia Rossi', 'Marco Bianchi'])
})

it('offers the text itself if no user has that name, because an assignee need not be known', () => {
  expect(labels('larentis+unicorno@atoka.io', [])).toEqual(['larentis+unicorno@atoka.io'])
  expect(labels('marco', [{ id: 'marco', name: 'Marco Bianchi' }])).toEqual(['Marco Bianchi'])
})

it('offers no text with a space in it, because no identifier has one', () => {
  expect(labels('marco b', [])).toEqual([])
})
