import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { link, lstat, open, realpath, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { CommandError } from './command-error.ts'
import type { CliContext } from './cli-context.ts'

/** The output of a command: the standard output, or a file that gets its name only when it is complete. */
export interface Output {
  /** Writes a text, and waits until the receiver accepts more. */
  readonly write: (text: string) => Promise<void>
  /** Syncs the file to the disk and gives it its name. */
  readonly complete: () => Promise<void>
  /** Removes an incomplete file; does nothing after `complete`. */
  readonly discard: () => Promise<void>
}

export interface OutputOptions {
  /** `-` or no path means the standard output */
  readonly path: string | undefined
  /** whether an existing file may be replaced */
  readonly force: boolean | undefined
  /** the input file of the command, which is never replaced */
  readonly input?: string
}

/** Whether this path means the standard output. */
export function isStandardOutput(path: string | undefined): path is '-' | undefined {
  return path === undefined || path === '-'
}

/** Throws a `CommandError` if an export has file options but no file. */
export function requireFile(options: {
  readonly out?: string
  readonly force?: boolean
  readonly json?: boolean
}): void {
  if (!isStandardOutput(options.out)) return
  for (const name of ['force', 'json'] as const) {
    if (options[name] === true) throw new CommandError(`--${name} requires a file. Specify one with --out.`)
  }
}

/**
 * Opens an output. A file is written with another name in the same folder (mode 0600): an existing file does not
 * change until `complete` replaces it. A device or a named pipe is written directly.
 * @throws CommandError if the file cannot be written, is the input, or exists and `force` is not set
 */
export async function openOutput({ out }: Pick<CliContext, 'out'>, options: OutputOptions): Promise<Output> {
  const { path } = options
  if (isStandardOutput(path)) {
    return {
      async write(text) {
        if (!out.write(text)) await once(out, 'drain')
      },
      complete: async () => undefined,
      discard: async () => undefined,
    }
  }
  const fail = (error: unknown): never => {
    if (error instanceof CommandError) throw error
    const reason = error instanceof Error ? error.message.replace(/^\w+: |, .*$/g, '') : String(error)
    throw new CommandError(`Cannot write to ${path}: ${reason}.`)
  }
  const target = await findTarget(path, options).catch(fail)
  return target.isFile ? openFile(target.path, options, fail) : openDevice(path, fail)
}

/** Runs a function with an output, which is completed if it returns and discarded if it throws. */
export async function withOutput<Result>(
  cli: Pick<CliContext, 'out'>,
  options: OutputOptions,
  run: (output: Output) => Promise<Result>,
): Promise<Result> {
  const output = await openOutput(cli, options)
  try {
    const result = await run(output)
    await output.complete()
    return result
  } finally {
    await output.discard()
  }
}

/** The incomplete files, which `removeUnfinished` removes if the process ends early. */
const unfinished = new Set<string>()

/** Removes the incomplete files before the process ends immediately. */
export function removeUnfinished(): void {
  for (const path of unfinished) rmSync(path, { force: true })
}

interface Target {
  readonly path: string
  readonly isFile: boolean
}

async function findTarget(path: string, { force, input }: OutputOptions): Promise<Target> {
  const found = await statOf(path)
  if (found === undefined) {
    // writing would replace a link to a missing file instead of following it
    if ((await lstat(path).catch(() => undefined)) === undefined) return { path, isFile: true }
    throw new CommandError(`${path} is a link to a file that does not exist. Specify another file.`)
  }
  if (found.isDirectory()) throw new CommandError(`${path} is a folder. Specify a file.`)
  if (!found.isFile()) return { path, isFile: false }
  // two names of the same file, by symbolic or hard links, have the same device and inode
  const read = input === undefined ? undefined : await statOf(input)
  if (read?.dev === found.dev && read.ino === found.ino)
    throw new CommandError(`${path} is the input file. Specify another file.`)
  if (force !== true) throw exists(path)
  return { path: await realpath(path), isFile: true }
}

async function statOf(path: string) {
  return stat(path, { bigint: true }).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  })
}

async function openFile(
  path: string,
  { force }: OutputOptions,
  fail: (error: unknown) => never,
): Promise<Output> {
  const name = `.${basename(path)}.${randomBytes(6).toString('hex')}.unfinished`
  const temporary = join(dirname(path), name)
  unfinished.add(temporary)
  const file = await open(temporary, 'wx', 0o600).catch((error: unknown) => {
    unfinished.delete(temporary)
    return fail(error)
  })
  let isOpen = true
  const close = async () => {
    if (isOpen) await file.close()
    isOpen = false
  }
  return {
    write: writer(file, fail),
    async complete() {
      try {
        await file.sync()
        await close()
        await (force === true ? rename(temporary, path) : nameOnce(temporary, path))
        unfinished.delete(temporary)
      } catch (error) {
        fail(error)
      }
    },
    async discard() {
      if (!unfinished.has(temporary)) return
      await close().catch(() => undefined)
      await rm(temporary, { force: true })
      unfinished.delete(temporary)
    },
  }
}

/** Gives a file its final name, unless another process has created a file with that name in the meantime. */
async function nameOnce(temporary: string, path: string): Promise<void> {
  try {
    await link(temporary, path)
    await rm(temporary)
  } catch (error) {
    if (hasCode(error, 'EEXIST')) throw exists(path)
    // the file system has no hard links
    if ((await statOf(path)) !== undefined) throw exists(path)
    await rename(temporary, path)
  }
}

async function openDevice(path: string, fail: (error: unknown) => never): Promise<Output> {
  const file = await open(path, 'w').catch(fail)
  return {
    write: writer(file, fail),
    complete: async () => undefined,
    discard: async () => file.close(),
  }
}

function writer(file: FileHandle, fail: (error: unknown) => never): Output['write'] {
  return async (text) => {
    await file.writeFile(text).catch(fail)
  }
}

function exists(path: string): CommandError {
  return new CommandError(`${path} already exists. Specify another file, or replace it with --force.`)
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
