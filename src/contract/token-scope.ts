import { endpoints, type Endpoint, type EndpointName } from './endpoints.ts'

/**
 * What a token can be made for: to read, to write, to follow changes by `sync`, and to export and erase personal data.
 * None implies another, so that a program that copies what changes needs none of the others. Source: contract, "token
 * scopes".
 */
export const tokenScopes = ['read', 'write', 'sync', 'personal-data'] as const

export type TokenScope = (typeof tokenScopes)[number]

/** "New tokens have `read write` and 90 days unless specified otherwise." Source: contract, "token scopes". */
export const newToken = { scopes: ['read', 'write'], days: 90 } as const

/** The scope that a token needs for an endpoint. */
export function scopeOf(name: EndpointName): TokenScope {
  const { method, right }: Endpoint = endpoints[name]
  if (name === 'syncEvents') return 'sync'
  if (right === 'exportPersonalData' || right === 'erasePersonalData') return 'personal-data'
  return method === 'GET' ? 'read' : 'write'
}
