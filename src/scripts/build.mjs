/*
 * `npm run build`: builds page and service into a new folder, and makes `dist` a link to it once the build is
 * complete.
 *
 * 2026-11-29. Context: a build emptied the folder that a running service served, so that its page was missing for two
 * seconds; Node.js cannot exchange two folders atomically. Decision: `dist` is a symbolic link to a folder below
 * `builds`, and renaming a new link over it is one step. A process resolves the link when it starts, so that all its
 * files belong to one build. Consequence: any number of builds can run at the same time, the last one to finish is
 * used, and no lock is necessary; `rm -r dist builds` removes all of them.
 */
import { randomBytes } from 'node:crypto'
import {
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { root, sourceDigest } from './source-digest.mjs'

/**
 * The number of builds that are kept: an open page loads its scripts from an earlier one
 * (`src/service/http/page/static-app.ts`).
 */
const keptBuilds = 5
/** Milliseconds after which an incomplete build counts as interrupted. */
const maxBuildMs = 60 * 60 * 1000

const { version, engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const minNode = engines.node.replace('>=', '')
const [minMajor, minMinor] = minNode.split('.').map(Number)
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major < minMajor || (major === minMajor && minor < minMinor)) {
  process.stderr.write(`Leadline requires Node.js ${minNode} or later; this is ${process.versions.node}.\n`)
  process.exitCode = 1
} else {
  const startedAt = performance.now()
  process.stdout.write('Building Leadline…')
  await build()
  process.stdout.write(` done in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.\n`)
}

async function build() {
  // a source that changes from now on requires another build
  const digest = sourceDigest()
  const id = randomBytes(4).toString('hex')
  const builds = join(root, 'builds')
  const incomplete = join(builds, `.${id}`)
  // otherwise Vite may build the page for development
  process.env['NODE_ENV'] = 'production'
  const { createBuilder } = await import('vite')
  const builder = await createBuilder({
    root,
    logLevel: 'warn',
    environments: {
      client: { build: { outDir: join(incomplete, 'page') } },
      apiDocs: { build: { outDir: join(incomplete, 'page') } },
      ssr: { build: { outDir: join(incomplete, 'service') } },
    },
  })
  await builder.buildApp()
  writeFileSync(join(incomplete, 'build.json'), `${JSON.stringify({ version, minNode, digest })}\n`)
  // names sort by the time of completion, so that a slow build is not the first to be removed
  const name = `${new Date().toISOString().replaceAll(/[-:]|\..*/g, '')}-${id}`
  renameSync(incomplete, join(builds, name))
  activate(name)
  removeOld(builds)
}

/**
 * Makes `dist` a link to a complete build.
 * @param {string} name
 */
function activate(name) {
  const dist = join(root, 'dist')
  const link = join(root, 'builds', `.link-${name}`)
  symlinkSync(join('builds', name), link, 'junction')
  const existing = lstatSync(dist, { throwIfNoEntry: false })
  // a folder is from a version that built into `dist`; Windows cannot rename a link over another one
  if (existing?.isDirectory() || (existing && process.platform === 'win32')) rmSync(dist, { recursive: true })
  renameSync(link, dist)
}

/**
 * Removes all but the newest builds, and the remains of interrupted builds.
 * @param {string} builds
 */
function removeOld(builds) {
  const names = readdirSync(builds).toSorted().toReversed()
  const old = names.filter((name) => !name.startsWith('.')).slice(keptBuilds)
  const interrupted = names.filter((name) => name.startsWith('.') && Date.now() - ageOf(name) > maxBuildMs)
  for (const name of [...old, ...interrupted]) rmSync(join(builds, name), { recursive: true, force: true })

  /** @param {string} name */
  function ageOf(name) {
    return statSync(join(builds, name), { throwIfNoEntry: false })?.mtimeMs ?? Date.now()
  }
}
