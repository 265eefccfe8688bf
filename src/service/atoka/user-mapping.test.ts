import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acme, startService, type TestService } from '../../testing/start-service.ts'
import { mapAtokaUser } from './store/atoka-users.ts'
import { generateUserId } from '../store/people/generate-user-id.ts'
import { insertUser } from '../store/people/people.ts'
import { createIdentities, identitiesOf } from './user-mapping.ts'

describe('who is who', () => {
  const identities = identitiesOf([
    { id: 'giulia', atokaUserId: 'g.rossi@acme.example' },
    { id: 'luca', atokaUserId: 'marta' },
    { id: 'marta', atokaUserId: 'luca' },
  ])

  it('goes both ways for whoever is mapped, also where two have each other as their id', () => {
    for (const [ours, theirs] of [
      ['giulia', 'g.rossi@acme.example'],
      ['luca', 'marta'],
      ['marta', 'luca'],
    ] as const) {
      expect(identities.toAtoka(ours)).toBe(theirs)
      expect(identities.toOurs(theirs)).toBe(ours)
    }
  })

  it('leaves alone whoever is not mapped, and who is nobody here', () => {
    expect(identities.toAtoka('marco')).toBe('marco')
    expect(identities.toOurs('sales team')).toBe('sales team')
    expect(identities.toAtoka('atoka:nobody')).toBe('atoka:nobody')
  })

  it('takes nobody of Atoka for a person here who is somebody else there, and finds the way back', () => {
    expect(identities.toOurs('giulia')).toBe('atoka:giulia')
    expect(identities.toAtoka('atoka:giulia')).toBe('giulia')
  })
})

describe('in the database', () => {
  let service: TestService
  beforeAll(async () => {
    service = await startService()
  })
  afterAll(async () => service.close())

  const map = async (id: string, atokaUserId: string) =>
    mapAtokaUser(service.database, acme.id, { id, atokaUserId })

  it('is remembered for five seconds, each application by itself', async () => {
    let milliseconds = 0
    const identities = createIdentities(service.database, () => milliseconds)
    expect((await identities('acme')).toAtoka('giulia')).toBe('giulia')
    await map('giulia', 'g-1')
    expect((await identities('acme')).toAtoka('giulia')).toBe('giulia')
    milliseconds = 5_000
    expect((await identities('acme')).toAtoka('giulia')).toBe('g-1')
    expect((await identities('other')).toAtoka('giulia')).toBe('giulia')
  })

  it('makes no two people one, by whatever way', async () => {
    await map('giulia', 'g-1')
    await expect(map('luca', 'g-1')).rejects.toThrow('application_user_by_atoka_id')
    await expect(map('luca', 'marco')).rejects.toThrow('application_user_by_atoka_id')
    // her own id is free as long as she is mapped, and she cannot go back to it once it is another's
    await map('luca', 'giulia')
    await expect(map('giulia', 'giulia')).rejects.toThrow('application_user_by_atoka_id')
    await map('luca', 'luca')
    expect(await map('giulia', 'giulia')).toBe(true)
    expect(await map('nobody', 'n-1')).toBe(false)
  })

  it('gives nobody new the id that another is known by', async () => {
    await map('giulia', 'anna-blu')
    expect(await generateUserId(service.database, 'acme', 'Anna Blu')).toBe('anna-blu-2')
    const anna = { id: 'anna-blu', name: 'Anna Blu', role: 'rep' } as const
    expect(await insertUser(service.database, 'acme', anna)).toBe(false)
    // of another application everybody knows nothing
    expect(await insertUser(service.database, 'other', anna)).toBe(true)
  })
})
