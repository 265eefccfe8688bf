import { expect, it } from 'vitest'
import { eventPath, findPage, isServicePath, pagePaths } from './page-paths.ts'

it('finds each page by its path, also with a slash at its end', () => {
  for (const [page, path] of Object.entries(pagePaths)) {
    expect(findPage(path)).toEqual({ page })
    expect(findPage(path === '/' ? path : `${path}/`)).toEqual({ page })
    expect(isServicePath(path)).toBe(false)
  }
  for (const path of ['/events/42', '/events/42/', eventPath(42)])
    expect(findPage(path)).toEqual({ page: 'event', event: 42 })
})

it('finds no page at any other path', () => {
  const others = ['', '/leads//', '/lead', '/leads/one', '/LEADS', '/events', '/events/', '/events/0']
  const invalidEvents = [
    '/events/-1',
    '/events/4.2',
    '/events/1e3',
    '/events/abc',
    '/events/9999999999999999',
  ]
  for (const path of [...others, ...invalidEvents]) expect(findPage(path)).toBeUndefined()
})

it('leaves the paths of the service to the service', () => {
  for (const path of [
    '/v2',
    '/v2/leads',
    '/session/oidc',
    '/metrics',
    '/healthz',
    '/.well-known/change-password',
  ])
    expect(isServicePath(path)).toBe(true)
  for (const path of ['/v2x', '/sessions', '/']) expect(isServicePath(path)).toBe(false)
})
