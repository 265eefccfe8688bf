import { expect, it } from 'vitest'
import { fillSnippet, matchingSnippets, snippetQuery } from './snippet.ts'

const values = { date: '23 November 2026', lead: 'Acque del Garda', me: 'Giulia Rossi' }

it('fills in the date, the lead and the user’s name, and leaves other braces', () => {
  const text = '{date}: {me} rang {lead}, {lead} has no {budget}.'
  expect(fillSnippet(text, values)).toBe(
    '23 November 2026: Giulia Rossi rang Acque del Garda, Acque del Garda has no {budget}.',
  )
})

it('detects a name that is typed after a slash at the beginning of a word', () => {
  expect(snippetQuery('/', 1)).toEqual({ from: 0, to: 1, name: '' })
  expect(snippetQuery('Rang.\n/no-a and more', 11)).toEqual({ from: 6, to: 11, name: 'no-a' })
  expect(snippetQuery('è /così', 7)).toEqual({ from: 2, to: 7, name: 'così' })
})

it('detects none in a fraction, a URL, or after a name that has ended', () => {
  expect(snippetQuery('1/2', 3)).toBeUndefined()
  expect(snippetQuery('https://', 8)).toBeUndefined()
  expect(snippetQuery('/done ', 6)).toBeUndefined()
  expect(snippetQuery('and/or', 6)).toBeUndefined()
})

it('offers snippets that begin with the typed name before those that contain it', () => {
  const snippets = ['visit', 'no-answer', 'answered', 'Another'].map((name) => ({ name, text: 'x' }))
  const names = (typed: string) => matchingSnippets(snippets, typed).map(({ name }) => name)
  expect(names('')).toEqual(['Another', 'answered', 'no-answer', 'visit'])
  expect(names('an')).toEqual(['Another', 'answered', 'no-answer'])
  expect(names('x')).toEqual([])
})
