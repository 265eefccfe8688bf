import { endpoints, type Endpoint, type EndpointName } from './endpoints.ts'

/**
 * The scopes of a token: to read, to write, to follow changes with `sync`, and to export and erase personal data.
 * None implies another, so that a program that copies changes needs no other scope. Source: contract, "token scopes".
 */
export const tokenScopes = ['read', 'write', 'sync', 'personal-data'] as const

export type TokenScope = (typeof tokenScopes)[number]

/** "New tokens have `read write` and 90 days unless specified otherwise." Source: contract, "token scopes". */
export const newToken = { scopes: ['read', 'write'], days: 90 } as const

/** Returns the scope that a token needs for an endpoint. */
export function scopeOf(name: EndpointName): TokenScope {
  const { method, permission }: Endpoint = endpoints[name]
  if (name === 'syncEvents') return 'sync'
  if (permission === 'exportPersonalData' || permission === 'erasePersonalData') return 'personal-data'
  return method === 'GET' ? 'read' : 'write'
}
