import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPage } from './page.ts'

let folder: string
let page: ReturnType<typeof createPage>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-page-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<title>Leadline</title>')
  await writeFile(join(folder, 'assets', 'index-abc.js'), 'start()')
  page = createPage(folder)
})

afterAll(async () => rm(folder, { recursive: true }))

const get = async (path: string, accept = '*/*') =>
  page(new Request(`http://localhost${path}`, { headers: { accept } }))

describe('the page', () => {
  it('is there for its views, whoever asks, and under a policy that lets nothing else in', async () => {
    for (const path of ['/', '/?leads=a', '/events/42']) {
      const answer = await get(path)
      expect(await answer?.text()).toContain('Leadline')
      expect(answer?.headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(answer?.headers.get('cache-control')).toBe('no-cache')
    }
  })

  it('is there for any other address that a person opens, and for nobody else', async () => {
    expect(await (await get('/somewhere', 'text/html'))?.text()).toContain('Leadline')
    expect(await get('/somewhere')).toBeUndefined()
    for (const path of ['/v2/unknown', '/assets/old-def.js', '/x.png', '/metrics']) {
      expect(await get(path, 'text/html')).toBeUndefined()
    }
  })

  it('keeps files with a hash in their name for ever', async () => {
    const answer = await get('/assets/index-abc.js')
    expect(await answer?.text()).toBe('start()')
    expect(answer?.headers.get('cache-control')).toContain('immutable')
  })

  it('serves nothing from outside of its folder', async () => {
    for (const path of ['/../package.json', '/%2e%2e/package.json', '/assets/..%2f..%2fpackage.json']) {
      const answer = await get(path, 'text/html')
      expect((await answer?.text()) ?? '').not.toContain('"leadline"')
    }
  })
})
