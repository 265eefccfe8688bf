import { describe, expect, it } from 'vitest'
import { methodsOf, toHonoPath } from './routes.ts'

describe('the routes', () => {
  it('are identified by the path in the contract, for any ID', () => {
    expect(toHonoPath('/v2/leadevents/42')).toBe('/v2/leadevents/{id}')
    expect(toHonoPath('/v2/leadevents/sync')).toBe('/v2/leadevents/sync')
    expect(toHonoPath('/v2/leads/a%2Fb/path')).toBe('/v2/leads/{id}/path')
    expect(toHonoPath('/events/42')).toBeUndefined()
  })

  it('include the API description, only with its exact path', () => {
    expect([toHonoPath('/v2/openapi.json'), toHonoPath('/v2/docs')]).toEqual(['/v2/openapi.json', '/v2/docs'])
    expect(toHonoPath('/v2/openapi-json')).toBeUndefined()
    expect(methodsOf('/v2/docs')).toEqual(['GET'])
  })

  it('list the methods of a path', () => {
    expect(methodsOf('/v2/leadevents')).toEqual(['POST', 'GET'])
    expect(methodsOf('/v2/nothing')).toEqual([])
  })
})
