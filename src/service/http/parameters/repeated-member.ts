// a string is one token, so that its content is not mistaken for structure
const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:]/g

/**
 * Returns the first name that an object in a well-formed JSON text gives to two of its members, at any depth;
 * `JSON.parse` silently keeps the last one. The time is linear in the length of the text.
 */
export function findRepeatedMember(json: string): string | undefined {
  // the names of the enclosing objects; `undefined` for an array
  const open: (Set<string> | undefined)[] = []
  let latest = ''
  for (const [token] of json.matchAll(tokens)) {
    if (token === '{') open.push(new Set())
    else if (token === '[') open.push(undefined)
    else if (token === '}' || token === ']') open.pop()
    else if (token !== ':') latest = token
    else {
      const name = String(JSON.parse(latest))
      const names = open.at(-1)
      if (names?.has(name) === true) return name
      names?.add(name)
    }
  }
  return undefined
}
