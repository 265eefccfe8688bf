import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ApiClient } from '../../../testing/api-client.ts'
import { startService, testNow, type TestService } from '../../../testing/start-service.ts'
import { createTestAdmin, createTestFiles } from '../testing.ts'

let service: TestService
let folder: string
let files: ReturnType<typeof createTestFiles>
let admin: ReturnType<typeof createTestAdmin>
let giulia: ApiClient

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-import-'))
  files = createTestFiles(folder)
  service = await startService()
  const connection = { ...inject('postgres'), database: service.database.pool.options.database ?? '' }
  admin = createTestAdmin({ connection, clock: () => testNow })
  giulia = new ApiClient(service.service, { token: 'acme-token', appUserId: 'giulia' })
})

afterAll(async () => {
  await service.close()
  await rm(folder, { recursive: true })
})

const lead = async (id: string) => (await giulia.get(`/v2/leads/${id}`)).body.item

describe('an import of leads', () => {
  it('creates leads and renames them, and never changes a type', async () => {
    await giulia.write('POST', '/v2/leadevents', { lead: 'b', type: 'person', note: 'x' })
    const rows = [
      'id,type,name',
      'a,company,Alfa',
      'b,company,Beta',
      'c,person,',
      '"c c",person,x',
      'a,company,Alfa 2',
    ]
    const path = await files.file('leads.csv', rows.join('\n'))
    const run = async (...options: string[]) => admin(['import', 'leads', 'acme', path, ...options])
    const checked = await run('--check')
    expect((await giulia.get('/v2/leads')).body.meta.count).toBe(1)
    const { code, err, out } = await run()
    expect([code, out, err]).toEqual([
      2,
      'Wrote 3 leads into acme.\n',
      expect.stringMatching(
        /^Line 3, type: This lead is a person\. Use type=person\.\nLine 5, id: Must not contain white space\..*\n2 lines were rejected\.\n$/,
      ),
    ])
    expect([checked.code, checked.out, checked.err]).toEqual([2, out.replace('Wrote', 'Would write'), err])
    expect(await lead('a')).toMatchObject({ type: 'company', name: 'Alfa 2', eventCount: 0 })
    expect(await lead('b')).toMatchObject({ type: 'person', name: null, eventCount: 1 })
  })
})
