import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { countRepetitions, repetitions } from '../src/testing/campaign.ts'
import { demoFolder, runService } from './support/service.ts'

/** The number of kills, alternating between the service and its database; LEADLINE_KILLS sets another number. */
const kills = Number(process.env['LEADLINE_KILLS'] ?? repetitions(20, 4))
const writers = 4

test(`no acknowledged write is lost over ${kills} kills of the service and of its database`, async () => {
  test.setTimeout(240_000 + kills * 60_000)
  const folder = await demoFolder()
  const acknowledged = new Set<number>()
  const count = countRepetitions('kills', kills)

  for (let round = 0; round < kills; round++) {
    const service = runService({ DATA_DIR: folder.path })
    const address = await service.address
    const enough = acknowledged.size + 40 + Math.floor(Math.random() * 40)
    const writing = Array.from({ length: writers }, async (_, writer) =>
      write(address, `killed-${writer}`, acknowledged),
    )
    await expect.poll(() => acknowledged.size, { intervals: [5], timeout: 120_000 }).toBeGreaterThan(enough)
    if (round % 2 === 0) {
      service.child.kill('SIGKILL')
    } else {
      const [postmaster] = (await readFile(join(folder.path, 'postgres', 'postmaster.pid'), 'utf8')).split(
        '\n',
      )
      process.kill(Number(postmaster), 'SIGKILL')
      // the service continues: it restarts the database, and responds once that is ready
      await expect.poll(async () => statusOf(address), { timeout: 60_000 }).toBe(200)
      service.child.kill('SIGKILL')
    }
    await service.ended
    await Promise.all(writing)
    count()
  }

  const last = runService({ DATA_DIR: folder.path })
  const address = await last.address
  const found = new Set<number>()
  for (let writer = 0; writer < writers; writer++) {
    for (const id of await idsOf(address, `killed-${writer}`)) found.add(id)
  }
  expect([...acknowledged].filter((id) => !found.has(id))).toEqual([])
  // a write whose response was lost may have been stored; each writer has at most one of those per kill
  expect(found.size - acknowledged.size).toBeLessThanOrEqual(kills * writers)
  last.child.kill('SIGTERM')
  expect((await last.ended).code).toBe(0)
  await folder.remove()
})

/** Logs events one after the other until the service has ended, and records each acknowledged one. */
async function write(address: string, lead: string, acknowledged: Set<number>): Promise<void> {
  for (;;) {
    try {
      const body = new URLSearchParams({
        token: 'demo-token',
        appUserId: 'giulia',
        type: 'company',
        lead,
        note: 'a call',
      })
      const response = await fetch(`${address}/v2/leadevents`, { method: 'POST', body })
      const { item } = await response.json()
      if (response.status === 201) acknowledged.add(item.id)
    } catch {
      return
    }
  }
}

async function statusOf(address: string): Promise<number> {
  return (await fetch(`${address}/v2/leads?token=demo-token&limit=1`)).status
}

async function idsOf(address: string, lead: string): Promise<number[]> {
  const ids: number[] = []
  for (;;) {
    const query = `token=demo-token&leads=${lead}&limit=1000&ordering=oldest&offset=${ids.length}`
    const { items } = await (await fetch(`${address}/v2/leadevents?${query}`)).json()
    ids.push(...items.map(({ id }: { id: number }) => id))
    if (items.length < 1000) return ids
  }
}
