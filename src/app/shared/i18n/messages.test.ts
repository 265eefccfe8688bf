import { compileMessage } from '@lingui/message-utils/compileMessage'
import { expect, it } from 'vitest'
import * as z from 'zod/mini'
import { fieldErrorCodes, problemStatus } from '../../../contract/problem.ts'

// the raw files, because an import would return them compiled
const raw = import.meta.glob<string>('./messages.*.json', {
  query: '?raw',
  import: 'default',
  eager: true,
})
const code = import.meta.glob<string>(['/src/app/**/*.{ts,tsx}', '!/src/app/**/*.test.{ts,tsx}'], {
  query: '?raw',
  import: 'default',
  eager: true,
})

function catalogue(name: string): Record<string, string> {
  return z.record(z.string(), z.string()).parse(JSON.parse(raw[`./${name}.json`] ?? ''))
}

const initial = catalogue('messages.en')
const english = { ...initial, ...catalogue('messages.lazy.en') }
const italian = { ...catalogue('messages.it'), ...catalogue('messages.lazy.it') }

it('has every message in both languages', () => {
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

it('has no message that the code never uses', () => {
  const isUsed = usedIn(Object.values(code))
  expect(Object.keys(english).filter((key) => !isUsed(key))).toEqual([])
})

it('includes in the initial bundle exactly the messages that the initial bundle uses', () => {
  const isUsed = usedIn([...initialFiles()].map((path) => code[path] ?? ''))
  expect(Object.keys(initial)).toEqual(Object.keys(english).filter(isUsed))
})

/** Returns a function that checks whether some sources use a message. */
function usedIn(sources: readonly string[]): (key: string) => boolean {
  const whole = sources.join('\n')
  // `leads.${tab}` uses every key of that form
  const forms = [...whole.matchAll(/`([a-zA-Z]+\.[^`\s]*\$\{[^`]*)`/g)].map(
    ([, template = '']) =>
      new RegExp(`^${template.replaceAll('.', '\\.').replace(/\$\{[^}]*\}/g, '[^.]+')}$`),
  )
  return (key) => whole.includes(`'${key}'`) || forms.some((form) => form.test(key))
}

/** Returns the files that the entry module imports, without those of `import()`. */
function initialFiles(): ReadonlySet<string> {
  const files = new Set<string>()
  const add = (path: string) => {
    const source = code[path]
    if (source === undefined || files.has(path)) return
    files.add(path)
    const imports = source.matchAll(/^(?:import|export) (?!type )(?:[^'"]* from )?'(\.[^']+)'/gm)
    for (const [, imported = ''] of imports) add(resolved(imported, path))
  }
  add('/src/app/main.tsx')
  expect(files).toContain('/src/app/shell/Workspace.tsx')
  return files
}

/** Returns the path of an import as in the glob's result: from the root of the project. */
function resolved(imported: string, importer: string): string {
  return new URL(imported, new URL(importer, 'file:///')).pathname
}

it('has a message for every problem and every field error of the contract, and for no other', () => {
  const codesOf = (prefix: string) =>
    Object.keys(english)
      .filter((key) => key.startsWith(prefix) && !key.slice(prefix.length).includes('.'))
      .map((key) => key.slice(prefix.length))
  expect(new Set(codesOf('problem.'))).toEqual(new Set([...Object.keys(problemStatus), 'unreachable']))
  expect(new Set(codesOf('problem.field.'))).toEqual(new Set(fieldErrorCodes))
})
