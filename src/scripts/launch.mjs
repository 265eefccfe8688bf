/*
 * `npm start` and `npm run admin -- …` in a checkout. Builds in a separate process, so that the bundler's memory is
 * freed, and then runs `dist` in this process: signals and the exit code are the service's own. The file is plain
 * JavaScript, because it runs before there is a build.
 */
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { root, sourceDigest } from './source-digest.mjs'

const isStart = process.argv[2] === 'start'
const buildFile = join(root, 'dist', 'build.json')
const existing = existsSync(buildFile) ? JSON.parse(readFileSync(buildFile, 'utf8')) : undefined
const isCurrent = existing?.digest === sourceDigest()
const obstacle = isCurrent ? undefined : findObstacle()

if (existing === undefined && obstacle !== undefined) {
  print(`Leadline is not built, and ${obstacle}. Run "npm ci && npm run build" as the owner of ${root}.`)
  process.exitCode = 1
} else {
  warnOfBanner()
  // an administration command must not migrate the database of the running version to a newer one
  const canUseExisting = existing !== undefined && (!isStart || obstacle !== undefined)
  if (!isCurrent && canUseExisting) {
    print(
      `The sources differ from the build in use${obstacle ? `, and ${obstacle}` : '; "npm run build" renews it'}.`,
    )
  }
  if (isCurrent || canUseExisting || build())
    await import(pathToFileURL(join(root, 'dist', 'service', 'leadline.js')).href)
}

/** Returns the reason why this user cannot build here; `undefined` if there is none. */
function findObstacle() {
  try {
    import.meta.resolve('vite')
  } catch {
    return 'its build tools are not installed'
  }
  try {
    accessSync(root, constants.W_OK)
    if (existsSync(join(root, 'builds'))) accessSync(join(root, 'builds'), constants.W_OK)
    return undefined
  } catch {
    return 'this user cannot write to its folder'
  }
}

function build() {
  // standard output is reserved for the command
  const { status } = spawnSync(process.execPath, [fileURLToPath(new URL('build.mjs', import.meta.url))], {
    stdio: ['ignore', isStart ? 'inherit' : 2, 'inherit'],
  })
  process.exitCode = status ?? 1
  return status === 0
}

/**
 * Warns of the lines that npm prints before it runs a script: no setting of the project can turn that off for one
 * script.
 */
function warnOfBanner() {
  const isData = !isStart && (process.argv[3] === 'export' || process.argv.includes('--json'))
  const isSilent = process.env['npm_config_loglevel'] === 'silent'
  if (isData && !process.stdout.isTTY && process.env['npm_lifecycle_event'] === 'admin' && !isSilent) {
    print(
      'npm has printed its own lines before this output. For a pipe or a file, use "npm run --silent admin -- …".',
    )
  }
}

/** @param {string} sentence */
function print(sentence) {
  process.stderr.write(`${sentence}\n`)
}
