import { endpoints, type EndpointName } from '../../contract/endpoints.ts'

/** The names of the contract's rows, in their order. */
export const endpointNames: readonly EndpointName[] = namesOf(endpoints)

function namesOf<Table extends object>(table: Table): Extract<keyof Table, string>[] {
  const names: Extract<keyof Table, string>[] = []
  for (const name in table) names.push(name)
  return names
}
