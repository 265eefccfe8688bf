import { CommanderError } from 'commander'
import { StartupError } from '../core/startup-error.ts'
import { ImportError, ImportStopped } from '../imports/import-error.ts'
import { isConnectionError } from '../store/connection/is-connection-error.ts'
import { CommandError } from './command-error.ts'
import { printLine } from './print.ts'
import { createProgram, withCommandName } from './program.ts'
import type { CliContext } from './cli-context.ts'

/** Runs one command line; returns the exit code. Every error is one sentence on `err`, without a stack. */
export async function runAdmin(args: readonly string[], cli: CliContext): Promise<number> {
  try {
    await createProgram(cli).parseAsync(args, { from: 'user' })
    return 0
  } catch (error) {
    // commander has already printed its message
    if (error instanceof CommanderError) return error.exitCode
    printLine(cli.err, withCommandName(sentenceOf(error), cli))
    if (error instanceof ImportStopped) return 130
    return error instanceof CommandError ? error.exitCode : 1
  }
}

function sentenceOf(error: unknown): string {
  if (error instanceof CommandError || error instanceof StartupError || error instanceof ImportError)
    return error.message
  const reason = error instanceof Error ? error.message : String(error)
  return isConnectionError(error)
    ? `Lost the connection to the database (${reason}). Committed changes are kept; run the command again.`
    : `The command failed: ${reason}`
}
