import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const built = fileURLToPath(new URL('../../dist/service/admin.js', import.meta.url))

/** Runs a command of the built administration on the database in a folder; returns its exit code and output. */
export function admin(dataDir: string, args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [built, ...args], {
    env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: '' },
    input,
    encoding: 'utf8',
  })
  return { code: status, out: stdout, err: stderr }
}

/** Does the same and throws if the command fails; returns its standard output. */
export function administer(dataDir: string, args: readonly string[], input = ''): string {
  const { code, out, err } = admin(dataDir, args, input)
  if (code !== 0) throw new Error(`${args.join(' ')}: ${err}${out}`)
  return out
}
