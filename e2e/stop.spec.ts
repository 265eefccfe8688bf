import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { runService, temporaryFolder } from './support/service.ts'

/** Milliseconds within which a supervisor can expect the end. */
const stopMs = 15_000

test('a service ends within 15 seconds of SIGTERM although its database does not respond', async () => {
  const folder = await temporaryFolder()
  const service = runService({ DATA_DIR: folder.path, DEMO: 'off' })
  const address = await service.address
  const database = await processesOf(join(folder.path, 'postgres', 'postmaster.pid'))
  for (const pid of database) process.kill(pid, 'SIGSTOP')
  try {
    const outcome = fetch(`${address}/v2/leads?token=unknown`).then(
      ({ status }) => status,
      () => 'cut',
    )
    // the request has reached the service, because this later one gets a response
    expect((await fetch(`${address}/healthz`)).status).toBe(200)
    const begun = performance.now()
    service.child.kill('SIGTERM')
    await service.ended
    expect(performance.now() - begun).toBeLessThan(stopMs)
    // the result depends on how long the request waited for a connection
    expect([503, 'cut']).toContain(await outcome)
  } finally {
    for (const pid of database) resume(pid)
  }
  // no stored data is lost
  const next = runService({ DATA_DIR: folder.path, DEMO: 'off' })
  expect((await fetch(`${await next.address}/readyz`)).status).toBe(200)
  next.child.kill('SIGTERM')
  expect((await next.ended).code).toBe(0)
  await folder.remove()
})

/** Resumes a stopped process, unless it was killed in the meantime. */
function resume(pid: number): void {
  try {
    process.kill(pid, 'SIGCONT')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

/** Returns the IDs of the server in a PID file and of its child processes. */
async function processesOf(pidFile: string): Promise<number[]> {
  const [postmaster] = (await readFile(pidFile, 'utf8')).split('\n').map(Number)
  const all = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
  const pairs = all.split('\n').map((line) => line.trim().split(/\s+/).map(Number))
  return pairs.flatMap(([pid = 0, parent]) => (pid === postmaster || parent === postmaster ? [pid] : []))
}
