import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openAdminDatabase } from '../admin/open-database.ts'
import { readConfiguration } from '../configuration/configuration.ts'
import { runService } from './run-service.ts'

it('connects to the embedded database as a role that owns nothing, from the first start on, also behind a public URL', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'leadline-open-'))
  onTestFinished(async () => rm(dataDir, { recursive: true, force: true }))
  const environment = { DATA_DIR: dataDir, DEMO: 'off' }
  const reported: unknown[] = []
  const lifecycle = {
    notify: () => undefined,
    report: (error: unknown) => reported.push(error),
    onFatal: (error: unknown) => reported.push(error),
  }
  const demo = { prepare: () => undefined, load: async () => undefined }
  for (const more of [{}, { PUBLIC_URL: 'https://leads.acme.example' }]) {
    const configuration = readConfiguration({ ...environment, ...more })
    const started = await runService(configuration, lifecycle, { env: process.env, demo })
    const send = async (method: string, path: string) =>
      started.service(
        new Request(`http://localhost${path}`, { method, headers: { origin: 'http://localhost' } }),
      )
    expect((await send('GET', '/session')).status).toBe(200)
    // a proxy at the public URL makes the service one that is reached by TLS, and from other machines
    const isPublic = 'PUBLIC_URL' in more
    const [cookie] = (await send('DELETE', '/session')).headers.getSetCookie()
    expect([cookie?.startsWith('__Host-'), cookie?.endsWith('; Secure')]).toEqual([isPublic, isPublic])
    expect((await send('GET', '/metrics')).status).toBe(isPublic ? 403 : 200)
    const owner = await openAdminDatabase(configuration, {
      purpose: 'command',
      env: process.env,
      notify: () => undefined,
    })
    const text = `select distinct usename "user" from pg_stat_activity
      where application_name like 'leadline%' and pid <> pg_backend_pid()`
    expect(await owner.database.query({ text }, [])).toEqual([{ user: 'leadline_service' }])
    await owner.close()
    await started.close()
  }
  expect(reported).toEqual([])
})
