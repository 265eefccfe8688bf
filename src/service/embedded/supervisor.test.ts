import { expect, it } from 'vitest'
import { DiskFull } from './folder-error.ts'
import { keepEmbeddedPostgresRunning } from './supervisor.ts'
import type { EmbeddedPostgres } from './start-embedded-postgres.ts'

const connection = { host: '/nowhere', port: 1, user: 'a', database: 'b' }

/** Servers that a test ends, in place of PostgreSQL: `outcomes` are what each start brings. */
function testServers(outcomes: readonly (Error | 'starts')[], hasNoSpace = false) {
  let end = (_reason: string) => {}
  let started = 0
  return {
    end: (reason: string) => end(reason),
    async start(this: void): Promise<EmbeddedPostgres> {
      const outcome = outcomes[started++] ?? expect.fail('started once more than told')
      if (outcome !== 'starts') throw outcome
      const ended = new Promise<string>((resolve) => {
        end = resolve
      })
      return { connection, ended, isDiskFull: () => hasNoSpace, stop: async () => undefined }
    },
  }
}

const options = { dataDir: '/nowhere', env: {} }

it('tries again while the disk is full, says so meanwhile, and runs when there is space', async () => {
  const full = new DiskFull('There is no space left.')
  const servers = testServers(['starts', full, full, 'starts'])
  const told: string[] = []
  const tell = (reason: string) => void told.push(reason)
  const kept = await keepEmbeddedPostgresRunning(
    options,
    { onEnd: tell, onRetry: tell, onGiveUp: (error) => tell(`gave up: ${String(error)}`) },
    servers.start,
  )
  expect(kept.outage()).toBeUndefined()
  servers.end('It panicked.')
  await expect.poll(() => kept.outage()).toMatch(/^The disk of the database is full/)
  await expect.poll(() => kept.outage(), { timeout: 20_000 }).toBeUndefined()
  expect(told).toEqual(['It panicked.', full.message, full.message])
  await kept.stop()
})

it('stops although the disk is full, and gives up for any other reason', async () => {
  const retried: string[] = []
  const given: unknown[] = []
  const watcher = {
    onEnd: () => undefined,
    onRetry: (reason: string) => void retried.push(reason),
    onGiveUp: (error: unknown) => void given.push(error),
  }
  const full = testServers(['starts', new DiskFull('full')])
  const kept = await keepEmbeddedPostgresRunning(options, watcher, full.start)
  full.end('It panicked.')
  await expect.poll(() => retried).toEqual(['full'])
  await kept.stop()

  const other = new Error('other')
  const broken = testServers(['starts', other])
  await keepEmbeddedPostgresRunning(options, watcher, broken.start)
  broken.end('It ended.')
  await expect.poll(() => given).toEqual([other])
})

it('says that the disk is full while PostgreSQL still tries to recover', async () => {
  const watcher = { onEnd: () => undefined, onRetry: () => undefined, onGiveUp: () => undefined }
  const kept = await keepEmbeddedPostgresRunning(options, watcher, testServers(['starts'], true).start)
  expect(kept.outage()).toMatch(/^The disk of the database is full/)
  await kept.stop()
})
