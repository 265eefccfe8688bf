import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import { demoFolder, runService } from './support/service.ts'

/*
 * A token and a sentence that stand nowhere else, sent in every way there is, and looked for in every byte that the
 * service answers, logs and stores: the token is nowhere, the sentence only where it belongs.
 */
const run = promisify(execFile)
const admin = fileURLToPath(new URL('../dist/service/admin.js', import.meta.url))
const sentence = 'Zibaldone quokka marzapane: the canary sings in the note'

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

async function holding(folder: string, text: string): Promise<string[]> {
  const found = []
  for (const file of await filesOf(folder)) if ((await readFile(file)).includes(text)) found.push(file)
  return found
}

test('a token is nowhere in what is answered, logged and stored, and a note only where it belongs', async () => {
  const folder = await demoFolder()
  const service = runService({ DATA_DIR: folder.path, LOG_LEVEL: 'debug' })
  const address = await service.address
  const { stdout } = await run(process.execPath, [admin, 'token', 'create', 'demo', '--name', 'canary'], {
    env: { ...process.env, DATABASE_URL: '', DATA_DIR: folder.path },
  })
  const token = stdout.trim()
  expect(token).toMatch(/^[\w-]{43}$/)
  const answers: { readonly asked: string; readonly all: string }[] = []

  const ask = async (method: string, path: string, options: RequestInit = {}) => {
    const response = await fetch(`${address}${path}`, { method, redirect: 'manual', ...options })
    const all = `${response.status} ${JSON.stringify([...response.headers])}\n${await response.text()}`
    answers.push({ asked: `${method} ${path.replaceAll(token, 'TOKEN')}`, all })
    return { status: response.status, all }
  }
  const form = (fields: Record<string, string>) => ({ body: new URLSearchParams({ token, ...fields }) })

  // where it belongs: who may read the lead reads the note
  const bearer = { authorization: `Bearer ${token}` }
  const wanted = { appUserId: 'giulia', lead: 'canary-lead', type: 'company', note: sentence }
  const created = await ask('POST', '/v2/leadevents', form(wanted))
  expect(created.status).toBe(201)
  const id = /"id":(\d+)/.exec(created.all)?.[1]
  const key = { 'idempotency-key': 'canary' }
  await ask('PUT', `/v2/leadevents/${id}`, {
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
    expect((await ask('GET', path, { headers: bearer })).all).toContain('Zibaldone')
    expect((await ask('GET', `${path}${path.includes('?') ? '&' : '?'}token=${token}`)).status).toBe(200)
  }
  const withNote = answers.length

  // where neither belongs: what is refused, what is about something else, what tells of the service
  const refusedNote = { appUserId: 'giulia', lead: 'canary lead', type: 'company', note: sentence }
  await ask('POST', '/v2/leadevents', form(refusedNote))
  await ask('POST', '/v2/leadevents', { ...form({ ...refusedNote, lead: 'x' }), headers: key })
  await ask('POST', '/v2/leadevents', { body: JSON.stringify({ token, note: sentence }) })
  await ask('POST', '/v2/leadevents', {
    body: `{"token":"${token}","note":"${sentence}"`,
    headers: { ...bearer, 'content-type': 'application/json' },
  })
  await ask('POST', `/v2/leadevents?token=${token}&token=${token}&note=${encodeURIComponent(sentence)}`)
  await ask('DELETE', `/v2/leadevents/999999?token=${token}&appUserId=luca`)
  await ask('DELETE', `/v2/leadevents/${id}?token=${token}&appUserId=luca`)
  await ask('PATCH', `/v2/leadevents/${id}?token=${token}`)
  await ask('GET', `/v2/leadevents/statuses?token=${token}x`)
  await ask('GET', `/v2/leadevents/statuses?token=${token}`, { headers: { 'x-request-id': 'canary' } })
  await ask('GET', `/v2/leads/${token}?token=${token}`)
  await ask('GET', `/v2/leadevents/sync?token=${token}&fromUpdateTime=${token}`)
  await ask('POST', '/session', {
    ...form({ email: `${token}@example.test`, password: token }),
    headers: { origin: address },
  })
  await ask('GET', `/session?token=${token}`, { headers: bearer })
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
    await ask('GET', `${path}?token=${token}`, { headers: { ...bearer, accept: 'text/html' } })

  expect(answers.filter(({ all }) => all.includes(token)).map(({ asked }) => asked)).toEqual([])
  const misplaced = answers.slice(withNote).filter(({ all }) => all.includes('Zibaldone'))
  expect(misplaced.map(({ asked }) => asked)).toEqual([])

  service.child.kill('SIGTERM')
  const { said } = await service.ended
  expect(said).toContain('"route":"/v2/leadevents"')
  expect(said).not.toContain(token)
  expect(said).not.toContain('Zibaldone')

  expect(await holding(folder.path, token)).toEqual([])
  const stored = await holding(folder.path, 'Zibaldone')
  expect(stored.length).toBeGreaterThan(0)
  // tables, and what is written ahead of them; not the server's log
  for (const file of stored) expect(file).toMatch(/\/(base|pg_wal)\//)
  await folder.remove()
})
