import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress } from 'node:zlib'
import { findPage, isServicePath } from '../../../contract/page-paths.ts'
import { getMimeType } from 'hono/utils/mime'
import { pageVariant, variantOf, type PageVariant } from './page-template.ts'
import { pageHeaders } from './security-headers.ts'

const compress = promisify(brotliCompress)

interface PageFile {
  readonly type: string
  readonly content: Uint8Array<ArrayBuffer>
  readonly brotli: Uint8Array<ArrayBuffer> | undefined
}

/**
 * Serves the built page from `folder`: its files, compressed if the build has compressed them, and index.html, with
 * the links of the scripts that the view needs, for every route of the app. Returns `undefined` for any other path. All files are read into memory (2 MB), so that a
 * running service never depends on a folder that an upgrade replaces. A page that was opened before an upgrade still
 * finds its scripts: the service worker stores them, and the service also has those of older builds.
 */
export async function serveApp(folder: string): Promise<(request: Request) => Promise<Response | undefined>> {
  const files = await readFiles(folder)
  for (const older of await olderPages(folder)) {
    // another build may have removed the folder since it was listed
    for (const [path, file] of await readFiles(older).catch(() => [])) {
      // their names contain a hash of the content
      if (path.startsWith('/assets/') && !files.has(path)) files.set(path, file)
    }
  }

  const index = files.get('/index.html')
  const variants = new Map<string, Promise<PageFile>>()

  async function findVariant(request: Request): Promise<PageFile | undefined> {
    if (index === undefined) return undefined
    const variant = variantOf(request)
    const key = JSON.stringify(variant)
    const found = variants.get(key) ?? createVariant(index, variant)
    variants.set(key, found)
    return found
  }

  return async (request) => {
    const { url, method, headers } = request
    const { pathname } = new URL(url)
    const wantsPage = headers.get('accept')?.includes('text/html') ?? false
    // at any path without an extension, a browser gets the page, which then shows its first screen
    const isOther = wantsPage && !isServicePath(pathname) && !/\.\w+$/.test(pathname)
    const isView = findPage(pathname) !== undefined || isOther
    const file = isView ? await findVariant(request) : files.get(pathname)
    if (file === undefined || (method !== 'GET' && method !== 'HEAD')) return undefined

    const brotli = acceptsBrotli(headers) ? file.brotli : undefined
    const body = brotli ?? file.content
    return new Response(method === 'HEAD' ? null : body, {
      headers: {
        ...pageHeaders,
        'content-type': file.type,
        'content-length': String(body.length),
        'cache-control':
          !isView && pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        ...(isView && { vary: 'Accept-Encoding, Accept-Language, Cookie' }),
        ...(!isView && file.brotli !== undefined && { vary: 'Accept-Encoding' }),
        ...(brotli !== undefined && { 'content-encoding': 'br' }),
      },
    })
  }
}

async function createVariant({ type, content }: PageFile, variant: PageVariant): Promise<PageFile> {
  const html = Buffer.from(pageVariant(Buffer.from(content).toString(), variant))
  return { type, content: new Uint8Array(html), brotli: new Uint8Array(await compress(html)) }
}

function acceptsBrotli(headers: Headers): boolean {
  return /(^|,)\s*br\s*(;(?!\s*q=0(\.0*)?\s*(,|$))|,|$)/.test(headers.get('accept-encoding') ?? '')
}

/** Returns the files of a folder by their paths in the URL, such as `/assets/first-98V461t2.js`. */
async function readFiles(folder: string): Promise<Map<string, PageFile>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const contents = new Map(
    await Promise.all(paths.map(async (path) => [path, new Uint8Array(await readFile(path))] as const)),
  )
  return new Map(
    paths
      .filter((path) => !path.endsWith('.br'))
      .map((path) => [
        path.slice(folder.length).replaceAll('\\', '/'),
        {
          type: typeOf(path),
          content: contents.get(path) ?? new Uint8Array(),
          brotli: contents.get(`${path}.br`),
        },
      ]),
  )
}

/** Returns the media type of a file. The licences of the page's packages are Markdown, which browsers only download. */
function typeOf(path: string): string {
  return path.endsWith('.md')
    ? 'text/plain; charset=utf-8'
    : (getMimeType(path) ?? 'application/octet-stream')
}

/**
 * Returns the folders of the older builds' pages in a checkout, newest first (`src/scripts/build.mjs`); a release has
 * none.
 */
async function olderPages(folder: string): Promise<string[]> {
  const build = join(folder, '..')
  const builds = join(build, '..')
  if (basename(builds) !== 'builds') return []
  const names = await readdir(builds)
  const older = names.filter((name) => !name.startsWith('.') && name < basename(build))
  return older
    .toSorted()
    .toReversed()
    .map((name) => join(builds, name, 'page'))
}
