import { expect, it } from 'vitest'
import type { Translate } from '../i18n/i18n.ts'
import { assigneeOptions } from './assignee-options.ts'

const users = [
  { id: 'giulia', name: 'Giulia Rossi' },
  { id: 'luca', name: 'Luca Conti' },
  { id: 'marco', name: 'Marco Bianchi' },
]
const t: Translate = (key) => key
const labels = (q: string, found = users) =>
  assigneeOptions({ users: found, me: { id: 'luca', name: 'Luca Conti' }, q, t }).map(({ label }) => label)

it('offers oneself first', () => {
  expect(labels('')).toEqual(['Luca Conti', 'Giulia Rossi', 'Marco Bianchi'])
})

it('offers the text itself where nobody has that name, for an assignee need not be known', () => {
  expect(labels('larentis+unicorno@atoka.io', [])).toEqual(['larentis+unicorno@atoka.io'])
  expect(labels('marco', [{ id: 'marco', name: 'Marco Bianchi' }])).toEqual(['Marco Bianchi'])
})

it('offers no text with a space in it: no identifier has one', () => {
  expect(labels('marco b', [])).toEqual([])
})
