import { expect, it } from 'vitest'
import { createKnownCredentials } from './known-credentials.ts'

const request = (headers: Record<string, string>) => new Request('http://localhost/v2/leads', { headers })

it('tells sessions apart that come through a proxy with the same password for everybody', () => {
  const known = createKnownCredentials()
  const authorization = 'Basic YWNtZTphY21l'
  const luca = request({ authorization, cookie: 'leadline.session_token=luca' })
  const marco = request({ authorization, cookie: 'leadline.session_token=marco' })
  known.add(luca)
  expect(known.find(marco)).toBeUndefined()
  known.add(marco)
  expect(known.find(luca)).toBeDefined()
  expect(known.find(luca)).not.toBe(known.find(marco))
})

it('knows a token in a header', () => {
  const known = createKnownCredentials()
  known.add(request({ authorization: 'Bearer one' }))
  expect(known.find(request({ authorization: 'bearer one' }))).toBeDefined()
  expect(known.find(request({ authorization: 'Bearer two' }))).toBeUndefined()
})
