/** Columns of a line at the most, where that is possible. */
const width = 58

/** JSON as a person writes it: what fits on a line stands on one. */
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
