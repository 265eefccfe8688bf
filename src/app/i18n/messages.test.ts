import { compileMessage } from '@lingui/message-utils/compileMessage'
import { expect, it } from 'vitest'
import * as z from 'zod/mini'
import { fieldFaultCodes, problemStatus } from '../../contract/problem.ts'

// as they are written: an import would give them compiled
const raw = import.meta.glob<string>('./messages.*.json', { query: '?raw', import: 'default', eager: true })
const code = import.meta.glob<string>(['../**/*.{ts,tsx}', '!../**/*.test.{ts,tsx}'], {
  query: '?raw',
  import: 'default',
  eager: true,
})

function catalogue(locale: string): Record<string, string> {
  return z.record(z.string(), z.string()).parse(JSON.parse(raw[`./messages.${locale}.json`] ?? ''))
}

const english = catalogue('en')
const italian = catalogue('it')

it('says everything in both languages', () => {
  expect(Object.keys(italian)).toEqual(Object.keys(english))
})

it('leaves no message empty', () => {
  expect(Object.entries({ ...english, ...italian }).filter(([, message]) => message.trim() === '')).toEqual(
    [],
  )
})

it('fills the same placeholders in both languages', () => {
  for (const [key, message] of Object.entries(english)) {
    expect([key, placeholders(italian[key] ?? '')]).toEqual([key, placeholders(message)])
  }
})

function placeholders(message: string): string[] {
  const names = new Set<string>()
  const walk = (tokens: readonly unknown[]) => {
    for (const token of tokens) {
      if (!Array.isArray(token)) continue
      const [name, , branches]: readonly unknown[] = token
      names.add(String(name))
      if (typeof branches === 'object' && branches !== null) walk(Object.values(branches).flat())
    }
  }
  walk([compileMessage(message)].flat())
  return [...names].toSorted()
}

it('has no message that the screen never says', () => {
  const sources = Object.values(code).join('\n')
  // `leads.${tab}` says every key of that form
  const forms = [...sources.matchAll(/`([a-zA-Z]+\.[^`\s]*\$\{[^`]*)`/g)].map(
    ([, template = '']) =>
      new RegExp(`^${template.replaceAll('.', '\\.').replace(/\$\{[^}]*\}/g, '[^.]+')}$`),
  )
  const unsaid = Object.keys(english).filter(
    (key) => !sources.includes(`'${key}'`) && !forms.some((form) => form.test(key)),
  )
  expect(unsaid).toEqual([])
})

it('has words for every problem and every fault of the contract, and for no other', () => {
  const codesOf = (prefix: string) =>
    Object.keys(english)
      .filter((key) => key.startsWith(prefix) && !key.slice(prefix.length).includes('.'))
      .map((key) => key.slice(prefix.length))
  expect(new Set(codesOf('problem.'))).toEqual(new Set([...Object.keys(problemStatus), 'unreachable']))
  expect(new Set(codesOf('problem.field.'))).toEqual(new Set(fieldFaultCodes))
})
