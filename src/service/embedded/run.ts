import { spawn } from 'node:child_process'
import type { RunAs } from './run-as.ts'

/** The environment of PostgreSQL and its tools, without secrets of the service and `PG…` settings. */
export type ToolEnvironment = Readonly<Record<string, string | undefined>>

export interface RunResult {
  /** 0 after success; undefined if it was killed or could not be started */
  readonly code: number | undefined
  /** its output on both streams, or why it could not be started */
  readonly output: string
}

const PASSED_VARIABLES = ['PATH', 'LD_LIBRARY_PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR']

export function toolEnvironment(env: ToolEnvironment): ToolEnvironment {
  return {
    ...Object.fromEntries(PASSED_VARIABLES.map((name) => [name, env[name]])),
    LC_ALL: 'C',
    TZ: 'UTC',
  }
}

/** Runs a program until it ends, or until `stop` ends it. Never rejects: the result contains any error. */
export function run(
  program: string,
  args: readonly string[],
  { as, env, stop }: { as: RunAs; env: ToolEnvironment; stop?: AbortSignal | undefined },
): Promise<RunResult> {
  const [command = program, ...rest] = [...as.prefix, program, ...args]
  return new Promise((resolve) => {
    const failed = (error: unknown): void => resolve({ code: undefined, output: String(error) })
    let output = ''
    try {
      // the other user may have no access to the folder in which Leadline was started
      const options = { env: { ...env }, cwd: '/', uid: as.uid, gid: as.gid, windowsHide: true, signal: stop }
      const child = spawn(command, rest, options)
      child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
      child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text))
      child.once('error', failed)
      child.once('close', (code) => resolve({ code: code ?? undefined, output }))
    } catch (error) {
      // Node.js throws some errors immediately, such as for a user that this container does not have
      failed(error)
    }
  })
}
