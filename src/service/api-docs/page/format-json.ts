/** The maximum width of a line in columns, if possible. */
const width = 58

/** Formats JSON for reading: a value that fits is on one line. */
export function formatJson(value: unknown, indent = ''): string {
  const short = formatShort(value)
  if (indent.length + short.length <= width || typeof value !== 'object' || value === null) return short
  const inner = `${indent}  `
  if (Array.isArray(value)) {
    const items: unknown[] = value
    return `[\n${items.map((item) => `${inner}${formatJson(item, inner)}`).join(',\n')}\n${indent}]`
  }
  const members = Object.entries(value).map(
    ([name, member]) => `${inner}${JSON.stringify(name)}: ${formatJson(member, inner)}`,
  )
  return `{\n${members.join(',\n')}\n${indent}}`
}

function formatShort(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) {
    const items: unknown[] = value
    return `[${items.map((item) => formatShort(item)).join(', ')}]`
  }
  const members = Object.entries(value).map(
    ([name, member]) => `${JSON.stringify(name)}: ${formatShort(member)}`,
  )
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`
}
