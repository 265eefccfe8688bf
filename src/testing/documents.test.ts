import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'

/** Folders at the top level that do not belong to the sources. */
const generated = new Set(['.git', '.cache', 'builds', 'data', 'dist', 'node_modules'])

/** Every file and folder of the sources, by its path below the repository; a folder ends with a slash. */
const sources = readdirSync('.', { withFileTypes: true })
  .filter(({ name }) => !generated.has(name))
  .flatMap((entry) =>
    entry.isDirectory()
      ? [entry, ...readdirSync(entry.name, { recursive: true, withFileTypes: true })]
      : [entry],
  )
  .map((entry) => join(entry.parentPath, entry.name) + (entry.isDirectory() ? '/' : ''))

const documents = sources.filter((path) => path.endsWith('.md'))

/** Documents in which every path in code is checked. */
const documentsWithPaths = [
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'docs/asvs.md',
  'docs/security.md',
  'docs/testing.md',
  'src/contract/README.md',
]

/** Folders at which a path in a document may begin. */
const roots = ['', 'src/', 'src/app/', 'src/service/']

describe('documents', () => {
  it.each(documents)('%s links only to files and headings that exist', (document) => {
    const broken = linksOf(document).filter((link) => !leadsSomewhere(document, link))
    expect(broken).toEqual([])
  })

  it.each(documentsWithPaths)('%s names only files and folders that exist', (document) => {
    const paths = pathsIn(readFileSync(document, 'utf8'))
    expect(paths.length).toBeGreaterThan(0)
    expect(paths.filter((path) => !isSource(path))).toEqual([])
  })

  it('quote only names of tests that exist', () => {
    const quoted = documents.flatMap((document) => namesOfTests(readFileSync(document, 'utf8')))
    expect(quoted.length).toBeGreaterThan(0)
    expect(
      quoted.filter(({ path, name }) => !findSources(path).some((file) => contains(file, name))),
    ).toEqual([])
  })
})

/** The names of tests that a document quotes after the path of their file. */
function namesOfTests(text: string): { path: string; name: string }[] {
  const quotes = text.matchAll(/`([\w./-]+\.(?:test|spec)\.tsx?)` \("([^"]+)"/g)
  return [...quotes].map(([, path = '', name = '']) => ({ path, name }))
}

function contains(file: string, name: string): boolean {
  return readFileSync(file, 'utf8').includes(name)
}

/** The relative links of a document, with the title of a link left out. */
function linksOf(document: string): string[] {
  const links = [...readFileSync(document, 'utf8').matchAll(/\]\(([^)\s]+)[^)]*\)/g)]
  return links.map(([, link = '']) => link).filter((link) => !/^(https?|mailto):/.test(link))
}

function leadsSomewhere(document: string, link: string): boolean {
  const [path = '', anchor] = link.split('#')
  const target = path === '' ? document : join(dirname(document), path)
  if (!existsSync(target)) return false
  return anchor === undefined || (statSync(target).isFile() && anchorsOf(target).includes(anchor))
}

/** The anchors that hosting sites give to the headings of a document. */
function anchorsOf(document: string): string[] {
  const headings = readFileSync(document, 'utf8').matchAll(/^#+ (.+)$/gm)
  return [...headings].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

/** Paths of files and folders in the inline code and the indented blocks of a document; `*` stands for any name. */
function pathsIn(text: string): string[] {
  const inline = [...text.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code)
  const blocks = [...text.matchAll(/^ {4}(.+)$/gm)].flatMap(([, line = '']) => line.split(/[\s,;:()]+/))
  const path = /^[\w.*-]+(\/[\w.*-]+)*(\/|\.(css|js|json|md|mjs|sql|ts|tsx|txt))$/
  return [...inline, ...blocks].filter((one) => path.test(one) && one !== 'Node.js')
}

/**
 * Whether a file or folder of the sources has this path: from one of the `roots` to its end, so that
 * `store/events/event-reads.ts` is `src/service/store/events/event-reads.ts`. A name without a folder may be in any folder.
 */
function isSource(path: string): boolean {
  return findSources(path).length > 0
}

function findSources(path: string): string[] {
  const pattern = path.replaceAll('.', '\\.').replaceAll('*', '[^/]*')
  const start = /\/./.test(path) ? `(${roots.join('|')})` : '(.*/)?'
  const whole = new RegExp(`^${start}${pattern}$`)
  return sources.filter((source) => whole.test(source))
}
