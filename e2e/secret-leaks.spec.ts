import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import { demoFolder, runService } from './support/service.ts'

/*
 * A unique token and a unique sentence are sent in every possible way, and searched for in every byte that the
 * service returns, logs and stores: the token must not occur, and the sentence only in responses about its lead.
 */
const run = promisify(execFile)
const admin = fileURLToPath(new URL('../dist/service/admin.js', import.meta.url))
const sentence = 'Zibaldone quokka marzapane: the canary sings in the note'

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

async function filesWith(folder: string, text: string): Promise<string[]> {
  const files = []
  for (const file of await filesOf(folder)) if ((await readFile(file)).includes(text)) files.push(file)
  return files
}

test('responses, logs and storage never contain a token, and contain a note only where it belongs', async () => {
  const folder = await demoFolder()
  const service = runService({ DATA_DIR: folder.path, LOG_LEVEL: 'debug' })
  const address = await service.address
  const { stdout } = await run(process.execPath, [admin, 'token', 'create', 'demo', '--name', 'canary'], {
    env: { ...process.env, DATABASE_URL: '', DATA_DIR: folder.path },
  })
  const token = stdout.trim()
  expect(token).toMatch(/^[\w-]{43}$/)
  const responses: { readonly request: string; readonly all: string }[] = []

  const send = async (method: string, path: string, options: RequestInit = {}) => {
    const response = await fetch(`${address}${path}`, { method, redirect: 'manual', ...options })
    const all = `${response.status} ${JSON.stringify([...response.headers])}\n${await response.text()}`
    responses.push({ request: `${method} ${path.replaceAll(token, 'TOKEN')}`, all })
    return { status: response.status, all }
  }
  const form = (fields: Record<string, string>) => ({ body: new URLSearchParams({ token, ...fields }) })

  // a user who may read the lead reads the note
  const bearer = { authorization: `Bearer ${token}` }
  const event = { appUserId: 'giulia', lead: 'canary-lead', type: 'company', note: sentence }
  const created = await send('POST', '/v2/leadevents', form(event))
  expect(created.status).toBe(201)
  const id = /"id":(\d+)/.exec(created.all)?.[1]
  const key = { 'idempotency-key': 'canary' }
  await send('PUT', `/v2/leadevents/${id}`, {
    ...form({ appUserId: 'giulia', note: `${sentence}.` }),
    headers: key,
  })
  for (const path of [
    '/v2/leadevents?leads=canary-lead',
    `/v2/leadevents/${id}`,
    '/v2/leadevents/search?q=quokka',
    `/v2/leadevents/${id}/history`,
    '/v2/activity?appUserId=marco',
  ]) {
    expect((await send('GET', path, { headers: bearer })).all).toContain('Zibaldone')
    expect((await send('GET', `${path}${path.includes('?') ? '&' : '?'}token=${token}`)).status).toBe(200)
  }
  const withNote = responses.length

  // neither may occur in errors, in responses about something else, or in those about the service
  const rejectedEvent = { appUserId: 'giulia', lead: 'canary lead', type: 'company', note: sentence }
  await send('POST', '/v2/leadevents', form(rejectedEvent))
  await send('POST', '/v2/leadevents', { ...form({ ...rejectedEvent, lead: 'x' }), headers: key })
  await send('POST', '/v2/leadevents', { body: JSON.stringify({ token, note: sentence }) })
  await send('POST', '/v2/leadevents', {
    body: `{"token":"${token}","note":"${sentence}"`,
    headers: { ...bearer, 'content-type': 'application/json' },
  })
  await send('POST', `/v2/leadevents?token=${token}&token=${token}&note=${encodeURIComponent(sentence)}`)
  await send('DELETE', `/v2/leadevents/999999?token=${token}&appUserId=luca`)
  await send('DELETE', `/v2/leadevents/${id}?token=${token}&appUserId=luca`)
  await send('PATCH', `/v2/leadevents/${id}?token=${token}`)
  await send('GET', `/v2/leadevents/statuses?token=${token}x`)
  await send('GET', `/v2/leadevents/statuses?token=${token}`, { headers: { 'x-request-id': 'canary' } })
  await send('GET', `/v2/leads/${token}?token=${token}`)
  await send('GET', `/v2/leadevents/sync?token=${token}&fromUpdateTime=${token}`)
  await send('POST', '/session', {
    ...form({ email: `${token}@example.test`, password: token }),
    headers: { origin: address },
  })
  await send('GET', `/session?token=${token}`, { headers: bearer })
  for (const path of [
    '/',
    '/search',
    '/v2/docs',
    '/v2/openapi.json',
    '/metrics',
    '/healthz',
    '/readyz',
    '/nothing',
  ])
    await send('GET', `${path}?token=${token}`, { headers: { ...bearer, accept: 'text/html' } })

  expect(responses.filter(({ all }) => all.includes(token)).map(({ request }) => request)).toEqual([])
  const misplaced = responses.slice(withNote).filter(({ all }) => all.includes('Zibaldone'))
  expect(misplaced.map(({ request }) => request)).toEqual([])

  service.child.kill('SIGTERM')
  const { output } = await service.ended
  expect(output).toContain('"route":"/v2/leadevents"')
  expect(output).not.toContain(token)
  expect(output).not.toContain('Zibaldone')

  expect(await filesWith(folder.path, token)).toEqual([])
  const stored = await filesWith(folder.path, 'Zibaldone')
  expect(stored.length).toBeGreaterThan(0)
  // in the tables and the write-ahead log, but not in the server's log
  for (const file of stored) expect(file).toMatch(/\/(base|pg_wal)\//)
  await folder.remove()
})
