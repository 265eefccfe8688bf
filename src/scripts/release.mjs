/*
 * `npm run release [-- folder]`: packs `leadline-<version>.tgz`, the only file that a server needs.
 *
 * 2026-11-29. Context: a release installs the same code everywhere, and without a compiler. Decision: the build
 * includes the packages that the service imports, and npm-shrinkwrap.json fixes the version and checksum of
 * PostgreSQL's programs. Including those in the file would add 60 MB for each platform. Consequence: an installation
 * adds one package; with `DATABASE_URL` it needs none.
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
  // npm does not pack links
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

/** Returns the part of the lock file that an installation of the release needs. */
function shrinkwrap() {
  const { packages, ...lock } = readJson('package-lock.json')
  const { allowScripts: _, ...installed } = packageFile
  const locked = Object.keys(manifest.optionalDependencies).map((name) => `node_modules/${name}`)
  return {
    ...lock,
    packages: { '': installed, ...Object.fromEntries(locked.map((path) => [path, packages[path]])) },
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
