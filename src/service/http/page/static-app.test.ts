import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pagePaths } from '../../../contract/page-paths.ts'
import { serveApp } from './static-app.ts'

let folder: string
let page: Awaited<ReturnType<typeof serveApp>>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-page-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<title>Leadline</title>')
  await writeFile(join(folder, 'assets', 'index-abc.js'), 'start()')
  await writeFile(join(folder, 'licenses.md'), '# Licences')
  page = await serveApp(folder)
})

afterAll(async () => rm(folder, { recursive: true }))

const get = async (path: string, accept = '*/*') =>
  page(new Request(`http://localhost${path}`, { headers: { accept } }))

describe('the page', () => {
  it('is served at its routes to every client, with a policy that permits nothing else', async () => {
    const paths = ['/?leads=a', '/events/42', '/events/42/', ...Object.values(pagePaths), '/leads/']
    for (const path of paths) {
      const response = await get(path)
      expect(await response?.text()).toContain('Leadline')
      expect(response?.headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(response?.headers.get('cache-control')).toBe('no-cache')
    }
  })

  it('is served at other paths only to clients that accept HTML', async () => {
    expect(await (await get('/somewhere', 'text/html'))?.text()).toContain('Leadline')
    expect(await get('/somewhere')).toBeUndefined()
    // https://w3c.github.io/webappsec-change-password-url/: a client tests that unknown paths there return no page
    for (const path of ['/v2/unknown', '/assets/old-def.js', '/x.png', '/metrics', '/.well-known/x']) {
      expect(await get(path, 'text/html')).toBeUndefined()
    }
  })

  it('shows the licences of its packages rather than downloading them', async () => {
    expect((await get('/licenses.md'))?.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  })

  it('marks files with a hash in their name as immutable', async () => {
    const response = await get('/assets/index-abc.js')
    expect(await response?.text()).toBe('start()')
    expect(response?.headers.get('cache-control')).toContain('immutable')
  })

  it('is compressed if the client accepts it', async () => {
    const builds = join(folder, 'compressed')
    await mkdir(builds)
    await writeFile(join(builds, 'index.html'), '<title>Leadline</title>')
    const compressed = await serveApp(builds)
    const open = async (encodings: string) =>
      compressed(new Request('http://localhost/', { headers: { 'accept-encoding': encodings } }))
    const brotli = await open('gzip, deflate, br')
    const received = brotliDecompressSync((await brotli?.bytes()) ?? '')
    expect(received.toString()).toBe('<title>Leadline</title>')
    expect(brotli?.headers.get('content-encoding')).toBe('br')
    expect(brotli?.headers.get('vary')).toBe('Accept-Encoding, Accept-Language, Cookie')
    expect(brotli?.headers.get('content-type')).toBe('text/html; charset=utf-8')
    for (const encodings of ['gzip', 'br;q=0', 'gzip, br;q=0.0, deflate']) {
      const plain = await open(encodings)
      expect(await plain?.text()).toBe('<title>Leadline</title>')
      expect(plain?.headers.get('content-encoding')).toBeNull()
    }
    for (const path of ['/index.html.br', '/index.html%2ebr', '/index.html.%62r'])
      expect(await compressed(new Request(`http://localhost${path}`))).toBeUndefined()
  })

  it('names the scripts that the view and the language of a request need, and no others', async () => {
    const links = join(folder, 'links')
    await mkdir(links)
    const link = (name: string, condition: string) =>
      `    <link rel="modulepreload" crossorigin href="/assets/${name}.js" ${condition}>\n`
    await writeFile(
      join(links, 'index.html'),
      [
        link('timeline', 'data-views="timeline"'),
        link('shared', 'data-views="home sign-in"'),
        link('home', 'data-views="home"'),
        link('sign-in', 'data-views="sign-in"'),
        link('english', 'data-language="en"'),
        link('italian', 'data-language="it"'),
        '<title>Leadline</title>',
      ].join(''),
    )
    const linked = await serveApp(links)
    const scriptsOf = async (path: string, headers: Readonly<Record<string, string>>) => {
      const response = await linked(new Request(`http://localhost${path}`, { headers }))
      const html = (await response?.text()) ?? ''
      return [...html.matchAll(/assets\/([\w-]+)\.js/g)].map(([, name]) => name)
    }
    const cookie = '__Host-leadline.session_token=x'
    expect(await scriptsOf('/', {})).toEqual(['shared', 'sign-in', 'english'])
    expect(await scriptsOf('/', { cookie })).toEqual(['shared', 'home', 'english'])
    expect(await scriptsOf('/?leads=a', { cookie })).toEqual(['timeline', 'english'])
    expect(await scriptsOf('/events/4', { cookie })).toEqual(['timeline', 'english'])
    expect(await scriptsOf('/changes', { cookie })).toEqual(['english'])
    for (const [languages, script] of [
      ['it-CH, de;q=0.9', 'italian'],
      ['de, it;q=0.8, en;q=0.7', 'italian'],
      ['fr, en-GB;q=0.9, it;q=0.8', 'english'],
    ] as const)
      expect(await scriptsOf('/join', { 'accept-language': languages })).toEqual([script])
  })

  it('does not change while its folder is replaced, and includes the scripts of earlier builds', async () => {
    const builds = join(folder, 'builds')
    const build = async (name: string, script: string) => {
      await mkdir(join(builds, name, 'page', 'assets'), { recursive: true })
      await writeFile(join(builds, name, 'page', 'index.html'), name)
      await writeFile(join(builds, name, 'page', 'assets', script), name)
      return join(builds, name, 'page')
    }
    await mkdir(join(builds, '0-being-removed'), { recursive: true })
    await build('1', 'first-1.js')
    const second = await serveApp(await build('2', 'first-2.js'))
    await build('3', 'first-3.js')
    await rm(builds, { recursive: true })
    const found = await Promise.all(
      ['/', '/assets/first-2.js', '/assets/first-1.js', '/assets/first-3.js'].map(async (path) =>
        (await second(new Request(`http://localhost${path}`)))?.text(),
      ),
    )
    expect(found).toEqual(['2', '2', '1', undefined])
  })

  it('serves nothing from outside its folder', async () => {
    for (const path of ['/../package.json', '/%2e%2e/package.json', '/assets/..%2f..%2fpackage.json']) {
      const response = await get(path, 'text/html')
      expect((await response?.text()) ?? '').not.toContain('"leadline"')
    }
  })
})
