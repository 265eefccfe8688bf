import { StartupError } from '../startup-error.ts'

/** The system's code of an error (`ENOENT`, `EACCES`, …), if it carries one. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** `promise`, or `undefined` where it fails with one of `codes`; every other failure stays one. */
export async function unless<T>(codes: readonly string[], promise: Promise<T>): Promise<T | undefined> {
  try {
    return await promise
  } catch (error) {
    if (codes.includes(codeOf(error) ?? '')) return undefined
    throw error
  }
}

/** What to tell the person when the system refused something in `folder`; unknown errors come back as they are. */
export function folderError(error: unknown, folder: string): unknown {
  switch (codeOf(error)) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new StartupError(
        `Leadline may not write to the data folder ${folder}: give it to the user that starts Leadline, or name another folder in DATA_DIR.`,
      )
    case 'EEXIST':
    case 'ENOTDIR':
      return new StartupError(
        `The data folder ${folder} is, or lies below, a file: name a folder in DATA_DIR instead.`,
      )
    case 'ENOSPC':
    case 'EDQUOT':
      return noSpace(folder)
    case undefined:
    default:
      return error
  }
}

/** The disk of the data folder is full. */
export class DiskFull extends StartupError {}

export function noSpace(folder: string): DiskFull {
  return new DiskFull(
    `There is no space left on the disk of the data folder ${folder}: free some (a new database takes about 60 MB), or name another folder in DATA_DIR.`,
  )
}
