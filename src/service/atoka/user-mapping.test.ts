import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acme, startService, type TestService } from '../../testing/start-service.ts'
import { mapAtokaUser } from './store/atoka-users.ts'
import { generateUserId } from '../store/people/generate-user-id.ts'
import { insertUser } from '../store/people/people.ts'
import { createUserMapping, toUserMapping } from './user-mapping.ts'

describe('the mapping of users', () => {
  const identities = toUserMapping([
    { id: 'giulia', atokaUserId: 'g.rossi@acme.example' },
    { id: 'luca', atokaUserId: 'marta' },
    { id: 'marta', atokaUserId: 'luca' },
  ])

  it('converts in both directions, even if two users have each other’s ID', () => {
    for (const [ours, theirs] of [
      ['giulia', 'g.rossi@acme.example'],
      ['luca', 'marta'],
      ['marta', 'luca'],
    ] as const) {
      expect(identities.toAtoka(ours)).toBe(theirs)
      expect(identities.toOurs(theirs)).toBe(ours)
    }
  })

  it('does not change the IDs of users who are not mapped or not ours', () => {
    expect(identities.toAtoka('marco')).toBe('marco')
    expect(identities.toOurs('sales team')).toBe('sales team')
    expect(identities.toAtoka('atoka:nobody')).toBe('atoka:nobody')
  })

  it('marks an Atoka ID that is another user’s ID here, and converts it back', () => {
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

  it('is cached for five seconds per application', async () => {
    let milliseconds = 0
    const identities = createUserMapping(service.database, () => milliseconds)
    expect((await identities('acme')).toAtoka('giulia')).toBe('giulia')
    await map('giulia', 'g-1')
    expect((await identities('acme')).toAtoka('giulia')).toBe('giulia')
    milliseconds = 5_000
    expect((await identities('acme')).toAtoka('giulia')).toBe('g-1')
    expect((await identities('other')).toAtoka('giulia')).toBe('giulia')
  })

  it('never maps two users to the same ID', async () => {
    await map('giulia', 'g-1')
    await expect(map('luca', 'g-1')).rejects.toThrow('application_user_by_atoka_id')
    await expect(map('luca', 'marco')).rejects.toThrow('application_user_by_atoka_id')
    // her own ID is free while she is mapped, and she cannot return to it once another user has it
    await map('luca', 'giulia')
    await expect(map('giulia', 'giulia')).rejects.toThrow('application_user_by_atoka_id')
    await map('luca', 'luca')
    expect(await map('giulia', 'giulia')).toBe(true)
    expect(await map('nobody', 'n-1')).toBe(false)
  })

  it('gives no new user an ID that another user is mapped to', async () => {
    await map('giulia', 'anna-blu')
    expect(await generateUserId(service.database, 'acme', 'Anna Blu')).toBe('anna-blu-2')
    const anna = { id: 'anna-blu', name: 'Anna Blu', role: 'rep' } as const
    expect(await insertUser(service.database, 'acme', anna)).toBe(false)
    // other applications are not affected
    expect(await insertUser(service.database, 'other', anna)).toBe(true)
  })
})
