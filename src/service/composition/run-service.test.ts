import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openAdminDatabase } from '../admin/open-database.ts'
import { readConfiguration } from '../configuration/configuration.ts'
import { runService } from './run-service.ts'

it('logs in to the embedded database as a role that owns nothing, from the first start on', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'leadline-open-'))
  onTestFinished(async () => rm(dataDir, { recursive: true, force: true }))
  const configuration = readConfiguration({ DATA_DIR: dataDir, DEMO: 'off' })
  const reported: unknown[] = []
  const voice = {
    tell: () => undefined,
    report: (error: unknown) => reported.push(error),
    giveUp: (error: unknown) => reported.push(error),
  }
  const demo = { prepare: () => undefined, load: async () => undefined }
  for (let starts = 0; starts < 2; starts++) {
    const started = await runService(configuration, voice, { env: process.env, demo })
    expect((await started.service(new Request('http://localhost/session'))).status).toBe(200)
    const owner = await openAdminDatabase(configuration, {
      purpose: 'command',
      env: process.env,
      tell: () => undefined,
    })
    const text = `select distinct usename "user" from pg_stat_activity
      where application_name like 'leadline%' and pid <> pg_backend_pid()`
    expect(await owner.database.query({ text }, [])).toEqual([{ user: 'leadline_service' }])
    await owner.close()
    await started.close()
  }
  expect(reported).toEqual([])
})
