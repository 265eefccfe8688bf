import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { runService, temporaryFolder } from './support/service.ts'

/** Milliseconds within which a supervisor may count on the end. */
const stopMs = 15_000

test('a service ends within 15 seconds of SIGTERM although its database has stopped to answer', async () => {
  const folder = await temporaryFolder()
  const service = runService({ DATA_DIR: folder.path, DEMO: 'off' })
  const address = await service.address
  const database = await processesOf(join(folder.path, 'postgres', 'postmaster.pid'))
  for (const pid of database) process.kill(pid, 'SIGSTOP')
  try {
    const asked = fetch(`${address}/v2/leads?token=unknown`).then(
      ({ status }) => status,
      () => 'cut',
    )
    // the request is under way: this one was answered after it came
    expect((await fetch(`${address}/healthz`)).status).toBe(200)
    const begun = performance.now()
    service.child.kill('SIGTERM')
    await service.ended
    expect(performance.now() - begun).toBeLessThan(stopMs)
    // which of the two depends on how long it had to wait for a connection
    expect([503, 'cut']).toContain(await asked)
  } finally {
    for (const pid of database) resume(pid)
  }
  // nothing that was written is lost by it
  const next = runService({ DATA_DIR: folder.path, DEMO: 'off' })
  expect((await fetch(`${await next.address}/readyz`)).status).toBe(200)
  next.child.kill('SIGTERM')
  expect((await next.ended).code).toBe(0)
  await folder.remove()
})

/** Has a process go on that was stopped, unless it was killed meanwhile. */
function resume(pid: number): void {
  try {
    process.kill(pid, 'SIGCONT')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

/** The server in a pid file, and the processes that it started. */
async function processesOf(pidFile: string): Promise<number[]> {
  const [postmaster] = (await readFile(pidFile, 'utf8')).split('\n').map(Number)
  const all = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
  const pairs = all.split('\n').map((line) => line.trim().split(/\s+/).map(Number))
  return pairs.flatMap(([pid = 0, parent]) => (pid === postmaster || parent === postmaster ? [pid] : []))
}
