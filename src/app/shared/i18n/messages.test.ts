import { compileMessage } from '@lingui/message-utils/compileMessage'
import { parseSync } from 'vite'
import { expect, it } from 'vitest'
import * as z from 'zod/mini'
import { fieldErrorCodes, problemStatus } from '../../../contract/problem.ts'

// the raw files, because an import would return them compiled
const raw = import.meta.glob<string>('./messages.*.json', {
  query: '?raw',
  import: 'default',
  eager: true,
})
const code = import.meta.glob<string>(['/src/app/**/*.{ts,tsx}', '!/src/app/**/*.{test.ts,test.tsx,d.ts}'], {
  query: '?raw',
  import: 'default',
  eager: true,
})

function catalogue(name: string): Record<string, string> {
  return z.record(z.string(), z.string()).parse(JSON.parse(raw[`./${name}.json`] ?? ''))
}

const initial = catalogue('messages.en')
const english = { ...initial, ...catalogue('messages.lazy.en'), ...catalogue('messages.import.en') }
const italian = {
  ...catalogue('messages.it'),
  ...catalogue('messages.lazy.it'),
  ...catalogue('messages.import.it'),
}

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

it('passes every call of t exactly the values of its message', () => {
  const calls = Object.entries(code).flatMap(([path, source]) => callsOf(path, source))
  expect(calls.length).toBeGreaterThan(500)
  const wrong = calls.filter(({ keys, values }) =>
    keys.every((key) => placeholders(english[key] ?? '').join() !== values.join()),
  )
  expect(wrong).toEqual([])
})

/** A call of `t`: its possible keys, and the sorted names of its values. */
interface Call {
  readonly path: string
  readonly keys: readonly string[]
  readonly values: readonly string[]
}

const callSchema = z.object({ callee: z.object({ name: z.literal('t') }), arguments: z.array(z.unknown()) })
const valuesSchema = z.object({ properties: z.array(z.object({ key: z.object({ name: z.string() }) })) })
const literalSchema = z.object({ type: z.literal('Literal'), value: z.string() })
const templateSchema = z.object({ quasis: z.array(z.object({ value: z.object({ raw: z.string() }) })) })
const choiceSchema = z.object({ consequent: z.unknown(), alternate: z.unknown() })

/** Returns the calls of `t` in a source whose keys and names of values it contains; a choice of two keys is two calls. */
function callsOf(path: string, source: string): Call[] {
  const calls: Call[] = []
  const visit = (node: object) => {
    const [key, values] = ('arguments' in node && callSchema.safeParse(node).data?.arguments) || []
    const names = values === undefined ? [] : valuesSchema.safeParse(values).data?.properties
    if (key !== undefined && names !== undefined) {
      const sorted = names.map(({ key: { name } }) => name).toSorted()
      calls.push(...keysOf(key).map((keys) => ({ path, keys, values: sorted })))
    }
    for (const child of Object.values(node)) if (typeof child === 'object' && child !== null) visit(child)
  }
  visit(parseSync(path, source).program)
  return calls
}

/** Returns the keys that an expression can have: those of a literal, of a template, or of each branch of a choice. */
function keysOf(expression: unknown): string[][] {
  const literal = literalSchema.safeParse(expression).data
  if (literal !== undefined) return [[literal.value]]
  const parts = templateSchema
    .safeParse(expression)
    .data?.quasis.map(({ value }) => value.raw.replaceAll('.', '\\.'))
  if (parts !== undefined) {
    const pattern = new RegExp(`^${parts.join('[^.]+')}$`)
    return [Object.keys(english).filter((key) => pattern.test(key))]
  }
  const choice = choiceSchema.safeParse(expression).data
  return choice === undefined ? [] : [...keysOf(choice.consequent), ...keysOf(choice.alternate)]
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
