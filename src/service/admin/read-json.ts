/** A parsed JSON text with the lines of its values. */
export interface ReadJson {
  readonly value: unknown
  /**
   * Returns the line, from 1, of the value at a path such as `['items', 0, 'label']`, or of the nearest enclosing
   * value.
   */
  readonly lineOf: (path: readonly PropertyKey[]) => number
}

/** The error of a JSON text, and its line. */
export class JsonError extends Error {
  readonly line: number

  constructor(line: number, message: string) {
    super(message)
    this.line = line
  }
}

const lexemes = /"(?:[^"\\\n]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+|"/g

/**
 * Parses a JSON text like `JSON.parse`, and records its lines. Throws a `JsonError`; `JSON.parse` reports no line,
 * and in Node.js 20 often no position either.
 */
export function readJson(text: string): ReadJson {
  const lines = new Map<string, number>()
  const tokens: { readonly lexeme: string; readonly line: number }[] = []
  let line = 1
  let scanned = 0
  for (const { 0: lexeme, index } of text.matchAll(lexemes)) {
    line += text.slice(scanned, index).split('\n').length - 1
    scanned = index
    tokens.push({ lexeme, line })
  }
  let next = 0
  const take = () => tokens[next++]?.lexeme
  const takeIf = (lexeme: string): boolean => {
    const isNext = tokens[next]?.lexeme === lexeme
    if (isNext) next++
    return isNext
  }
  const fail = (expected: string): never => {
    const token = tokens[--next]
    throw new JsonError(
      token?.line ?? line,
      `expected ${expected}, found ${token === undefined ? 'the end of the file' : token.lexeme}`,
    )
  }

  function scalar(lexeme: string | undefined, expected: string): unknown {
    try {
      return JSON.parse(lexeme ?? '')
    } catch {
      return fail(expected)
    }
  }

  function list(path: readonly PropertyKey[]): unknown[] {
    const items: unknown[] = []
    if (takeIf(']')) return items
    for (;;) {
      items.push(anyValue([...path, items.length]))
      const end = take()
      if (end === ']') return items
      if (end !== ',') fail('a comma or ]')
    }
  }

  function object(path: readonly PropertyKey[]): object {
    const entries: [string, unknown][] = []
    if (takeIf('}')) return {}
    for (;;) {
      const lexeme = take()
      const key = lexeme?.startsWith('"') ? scalar(lexeme, 'a name in double quotes') : undefined
      if (typeof key !== 'string') return fail('a name in double quotes')
      if (take() !== ':') fail('a colon')
      entries.push([key, anyValue([...path, key])])
      const end = take()
      if (end === '}') return Object.fromEntries(entries)
      if (end !== ',') fail('a comma or }')
    }
  }

  function anyValue(path: readonly PropertyKey[]): unknown {
    lines.set(JSON.stringify(path), tokens[next]?.line ?? line)
    const lexeme = take()
    if (lexeme === '[') return list(path)
    if (lexeme === '{') return object(path)
    return scalar(lexeme, 'a value')
  }

  const value = anyValue([])
  if (take() !== undefined) fail('the end of the file')
  const lineOf = (path: readonly PropertyKey[]): number =>
    lines.get(JSON.stringify(path)) ?? (path.length === 0 ? 1 : lineOf(path.slice(0, -1)))
  return { value, lineOf }
}
