import type { Mapping } from '../../../contract/import-mapping.ts'

/** Combines a stored mapping with the choices of this command, which take precedence. */
export function mergeMappings(stored: Mapping, chosen: Mapping): Mapping {
  const tables = ['columns', 'set', 'owners', 'statuses'] as const
  const merged: Mapping = { ...stored, ...chosen }
  for (const name of tables) {
    if (stored[name] !== undefined && chosen[name] !== undefined)
      Object.assign(merged, { [name]: { ...stored[name], ...chosen[name] } })
  }
  return merged
}
