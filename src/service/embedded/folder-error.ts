import { StartupError } from '../core/startup-error.ts'

/** Returns the system's code of an error (`ENOENT`, `EACCES`, …), if it has one. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** Returns the result of `promise`, or `undefined` if it fails with one of `codes`; other errors are thrown. */
export async function ignoreError<T>(codes: readonly string[], promise: Promise<T>): Promise<T | undefined> {
  try {
    return await promise
  } catch (error) {
    if (codes.includes(codeOf(error) ?? '')) return undefined
    throw error
  }
}

/** Converts an error of the system in `folder` to one for the user; unknown errors are returned unchanged. */
export function folderError(error: unknown, folder: string): unknown {
  switch (codeOf(error)) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new StartupError(
        `Cannot write to the data folder ${folder}. Give the user that starts Leadline access to it, or set DATA_DIR to another folder.`,
      )
    case 'EEXIST':
    case 'ENOTDIR':
      return new StartupError(
        `The data folder ${folder} is a file or lies inside one. Set DATA_DIR to a folder.`,
      )
    case 'ENOSPC':
    case 'EDQUOT':
      return outOfSpaceError(folder)
    case undefined:
    default:
      return error
  }
}

/** An error because the disk of the data folder is full. */
export class DiskFull extends StartupError {}

export function outOfSpaceError(folder: string): DiskFull {
  return new DiskFull(
    `No space left on the disk of the data folder ${folder}. Free some space (a new database needs about 60 MB), or set DATA_DIR to another folder.`,
  )
}
