import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { getMimeType } from 'hono/utils/mime'
import { pageHeaders } from './security-headers.ts'

/**
 * App routes that always return index.html; any other path without an extension does so only if the client accepts
 * HTML.
 */
const appRoutes = /^\/(events\/[^/]+|leads|search|activity|changes|people|join)?$/
const notAppRoutes = /^\/(v2|assets|session|metrics)(\/|$)|\.\w+$/

interface PageFile {
  readonly type: string
  readonly content: Uint8Array<ArrayBuffer>
  readonly brotli: Uint8Array<ArrayBuffer> | undefined
}

/**
 * Serves the built page from `folder`: its files, compressed if the build has compressed them, and index.html for
 * every route of the app. Returns `undefined` for any other path. All files are read into memory (2 MB), so that a
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

  return async ({ url, method, headers }) => {
    const { pathname } = new URL(url)
    const wantsPage = headers.get('accept')?.includes('text/html') ?? false
    const isView = appRoutes.test(pathname) || (wantsPage && !notAppRoutes.test(pathname))
    const path = isView ? '/index.html' : pathname
    const file = files.get(path)
    if (file === undefined || (method !== 'GET' && method !== 'HEAD')) return undefined

    const acceptsBrotli = /(^|,)\s*br\s*(;(?!\s*q=0(\.0*)?\s*(,|$))|,|$)/.test(
      headers.get('accept-encoding') ?? '',
    )
    const brotli = acceptsBrotli ? file.brotli : undefined
    const body = brotli ?? file.content
    return new Response(method === 'HEAD' ? null : body, {
      headers: {
        ...pageHeaders,
        'content-type': file.type,
        'content-length': String(body.length),
        'cache-control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        ...(file.brotli !== undefined && { vary: 'Accept-Encoding' }),
        ...(brotli !== undefined && { 'content-encoding': 'br' }),
      },
    })
  }
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
          type: getMimeType(path) ?? 'application/octet-stream',
          content: contents.get(path) ?? new Uint8Array(),
          brotli: contents.get(`${path}.br`),
        },
      ]),
  )
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
