import { expect, it } from 'vitest'
import { DiskFull } from './folder-error.ts'
import { superviseEmbeddedPostgres } from './supervisor.ts'
import type { EmbeddedPostgres } from './start-embedded-postgres.ts'

const connection = { host: '/nowhere', port: 1, user: 'a', database: 'b' }

/** Creates servers that a test ends, instead of PostgreSQL: `outcomes` are the results of the starts. */
function testServers(outcomes: readonly (Error | 'starts')[], hasNoSpace = false) {
  let end = (_reason: string) => {}
  let started = 0
  return {
    end: (reason: string) => end(reason),
    async start(this: void): Promise<EmbeddedPostgres> {
      const outcome = outcomes[started++] ?? expect.fail('started once more than reasons')
      if (outcome !== 'starts') throw outcome
      const ended = new Promise<string>((resolve) => {
        end = resolve
      })
      return { connection, ended, isDiskFull: () => hasNoSpace, stop: async () => undefined }
    },
  }
}

const options = { dataDir: '/nowhere', env: {} }

it('retries while the disk is full, reports this, and runs once there is space', async () => {
  const full = new DiskFull('There is no space left.')
  const servers = testServers(['starts', full, full, 'starts'])
  const reasons: string[] = []
  const report = (reason: string) => void reasons.push(reason)
  const supervised = await superviseEmbeddedPostgres(
    options,
    { onEnd: report, onRetry: report, onGiveUp: (error) => report(`gave up: ${String(error)}`) },
    servers.start,
  )
  expect(supervised.outage()).toBeUndefined()
  servers.end('It panicked.')
  await expect.poll(() => supervised.outage()).toMatch(/^The disk of the database is full/)
  await expect.poll(() => supervised.outage(), { timeout: 20_000 }).toBeUndefined()
  expect(reasons).toEqual(['It panicked.', full.message, full.message])
  await supervised.stop()
})

it('can be stopped while the disk is full, and gives up after any other error', async () => {
  const retried: string[] = []
  const given: unknown[] = []
  const watcher = {
    onEnd: () => undefined,
    onRetry: (reason: string) => void retried.push(reason),
    onGiveUp: (error: unknown) => void given.push(error),
  }
  const full = testServers(['starts', new DiskFull('full')])
  const supervised = await superviseEmbeddedPostgres(options, watcher, full.start)
  full.end('It panicked.')
  await expect.poll(() => retried).toEqual(['full'])
  await supervised.stop()

  const other = new Error('other')
  const broken = testServers(['starts', other])
  await superviseEmbeddedPostgres(options, watcher, broken.start)
  broken.end('It ended.')
  await expect.poll(() => given).toEqual([other])
})

it('reports that the disk is full while PostgreSQL still tries to recover', async () => {
  const watcher = { onEnd: () => undefined, onRetry: () => undefined, onGiveUp: () => undefined }
  const supervised = await superviseEmbeddedPostgres(options, watcher, testServers(['starts'], true).start)
  expect(supervised.outage()).toMatch(/^The disk of the database is full/)
  await supervised.stop()
})
