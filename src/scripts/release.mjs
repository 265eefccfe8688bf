/*
 * `npm run release [-- folder]`: packs `leadline-<version>.tgz`, which is all that a server needs.
 *
 * 2026-11-29. Context: a release installs the same code everywhere, and without a compiler. Decision: the packages that the
 * service imports are part of its build, and npm-shrinkwrap.json holds PostgreSQL's programs to their version and checksum.
 * Bundled into the file they would make it 60 MB larger for each platform. Consequence: an install adds one package; with
 * `DATABASE_URL` it can do without any.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { root, sourceDigest } from './source-digest.mjs'

const manifest = readJson('package.json')
const packageFile = {
  name: manifest.name,
  version: manifest.version,
  license: manifest.license,
  private: true,
  type: manifest.type,
  bin: manifest.bin,
  engines: manifest.engines,
  optionalDependencies: manifest.optionalDependencies,
  allowScripts: manifest.allowScripts,
}

if (isBuilt() || run(process.execPath, [fileURLToPath(new URL('build.mjs', import.meta.url))], root)) {
  const staging = mkdtempSync(join(tmpdir(), 'leadline-release-'))
  try {
    pack(staging, resolve(process.argv[2] ?? root))
  } finally {
    rmSync(staging, { recursive: true })
  }
}

function isBuilt() {
  try {
    return readJson('dist/build.json').digest === sourceDigest()
  } catch {
    return false
  }
}

/**
 * @param {string} staging an empty folder
 * @param {string} target the folder of the file
 */
function pack(staging, target) {
  // npm packs no links
  cpSync(realpathSync(join(root, 'dist')), join(staging, 'dist'), { recursive: true })
  for (const path of ['README.md', 'LICENSE', 'docs']) {
    cpSync(join(root, path), join(staging, path), { recursive: true })
  }
  writeJson(join(staging, 'package.json'), packageFile)
  writeJson(join(staging, 'npm-shrinkwrap.json'), shrinkwrap())
  if (!run('npm', ['pack', '--silent', '--pack-destination', target], staging)) return
  const file = join(target, `${manifest.name}-${manifest.version}.tgz`)
  process.stdout.write(`${basename(file)}: ${(statSync(file).size / 1e6).toFixed(1)} MB\n`)
}

/** The part of the lock file that an install of the release needs. */
function shrinkwrap() {
  const { packages, ...lock } = readJson('package-lock.json')
  const { allowScripts: _, ...installed } = packageFile
  const locked = Object.keys(manifest.optionalDependencies).map((name) => `node_modules/${name}`)
  return {
    ...lock,
    packages: { '': installed, ...Object.fromEntries(locked.map((place) => [place, packages[place]])) },
  }
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {string} cwd
 */
function run(command, args, cwd) {
  const shell = process.platform === 'win32'
  const { status } = spawnSync(command, args, { cwd, shell, stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) process.exitCode = status ?? 1
  return status === 0
}

/** @param {string} path */
function readJson(path) {
  return JSON.parse(readFileSync(join(root, path), 'utf8'))
}

/**
 * @param {string} path
 * @param {unknown} value
 */
function writeJson(path, value) {
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`)
}
