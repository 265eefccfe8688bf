import { endpoints, type EndpointName } from '../../contract/endpoints.ts'

/** The names of the contract's rows, in their order. */
export const endpointNames: readonly EndpointName[] = namesOf(endpoints)

function namesOf<Table extends object>(table: Table): Extract<keyof Table, string>[] {
  const names: Extract<keyof Table, string>[] = []
  for (const name in table) names.push(name)
  return names
}

const created: ReadonlySet<EndpointName> = new Set([
  'createEvent',
  'invitePerson',
  'createLink',
  'createImport',
])

/** Returns the status of a successful operation: 201 for creation and 204 for deletion. Source: contract, "Responses". */
export function successStatus(name: EndpointName): 200 | 201 | 204 {
  if (created.has(name)) return 201
  return 'response' in endpoints[name] || name === 'getRejectedLines' ? 200 : 204
}
