import { endpoints, type EndpointName } from './endpoints.ts'

/**
 * What a token can be made for: to read, to write, to follow changes by `sync`. None implies another, so that a program
 * that copies what changes needs neither of the others.
 */
export const tokenScopes = ['read', 'write', 'sync'] as const

export type TokenScope = (typeof tokenScopes)[number]

/** The scope that a token needs for an endpoint. */
export function scopeOf(name: EndpointName): TokenScope {
  if (name === 'syncEvents') return 'sync'
  return endpoints[name].method === 'GET' ? 'read' : 'write'
}
