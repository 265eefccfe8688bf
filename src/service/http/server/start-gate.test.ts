import { expect, it } from 'vitest'
import { createStartGate } from './start-gate.ts'

it('returns 503 with the step of a migration until the service is ready', async () => {
  const gate = createStartGate()
  const ask = async (path: string) => {
    const response = await gate.service(new Request(`http://localhost${path}`))
    return [response.status, response.headers.get('retry-after'), await response.text()]
  }
  gate.setStep('Migrating the database: 0018-later (1 of 2)')
  expect(await ask('/readyz')).toEqual([503, '2', '{"status":"Migrating the database: 0018-later (1 of 2)"}'])
  expect(await ask('/healthz')).toEqual([200, null, '{"status":"ok"}'])
  expect(await ask('/v2/leads')).toEqual([
    503,
    '2',
    expect.stringContaining(
      '"detail":"Leadline is not ready yet: Migrating the database: 0018-later (1 of 2). ',
    ),
  ])
  gate.open(async () => new Response('the service'))
  expect(await ask('/readyz')).toEqual([200, null, 'the service'])
})
