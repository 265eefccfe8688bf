import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { leadTable, type LeadTableRow } from '../../../contract/lead-table.ts'
import { tableLanguages } from '../../../contract/table-language.ts'
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

  it.each(tableLanguages)(
    'accepts the exported list of leads in %s, also its rejected lines',
    async (language) => {
      const row: LeadTableRow = {
        id: `list-${language}`,
        type: 'person',
        name: '=Ada, "1";-1',
        status: 'New',
        statusDate: testNow,
        leadAssignee: 'luca',
        leadAssigneeName: 'Luca',
        lastEventDate: testNow,
        eventCount: 2,
      }
      const rows = [row, { ...row, id: `wrong id ${language}` }]
      const path = await files.file(
        `${language}.csv`,
        leadTable(rows, { language, timeZone: 'Europe/Rome', isMonthFirst: false }).join(''),
      )
      const rejected = join(folder, `rejected-${language}.csv`)
      expect(await admin(['import', 'leads', 'acme', path, '--rejects', rejected])).toMatchObject({ code: 2 })
      const text = await readFile(rejected, 'utf8')
      const corrected = await files.file(`corrected-${language}.csv`, text.replace('wrong id ', 'right-id-'))
      expect(await admin(['import', 'leads', 'acme', corrected])).toMatchObject({ code: 0, err: '' })
      for (const id of [row.id, `right-id-${language}`])
        expect(await lead(id)).toMatchObject({ type: 'person', name: row.name, status: null })
    },
  )

  it('requires a decision about a title of that list in another file', async () => {
    const path = await files.file('others.csv', 'id,type,name,Status\nz,company,Zeta,New\n')
    expect((await admin(['import', 'leads', 'acme', path])).err).toContain(
      'No field is known for the columns Status.',
    )
  })
})
