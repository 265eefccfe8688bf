import { stat } from 'node:fs/promises'
import { StartupError } from '../core/startup-error.ts'
import { program, type Binaries } from './binaries.ts'
import { clusterIn, type ClusterLocation } from './cluster-location.ts'
import { stopOrphanedServer } from './postmaster.ts'
import { CURRENT_USER } from './run-as.ts'
import { run, type ToolEnvironment } from './run.ts'

/**
 * Takes ownership of an existing cluster: stops a server left behind by a killed Leadline, and changes the owner of
 * the files to the current user.
 */
export async function takeOwnership(
  { home, binaries, runAs }: ClusterLocation,
  env: ToolEnvironment,
): Promise<void> {
  const cluster = clusterIn(home)
  if (process.platform === 'win32') await stopOnWindows(cluster, { binaries, env })
  else await stopOrphanedServer(cluster)
  if (runAs.uid === undefined || (await stat(cluster)).uid === runAs.uid) return
  // owned by root since a time when namespaces were allowed
  const { code, output } = await run('chown', ['-R', `${runAs.uid}:${runAs.gid}`, cluster], {
    as: CURRENT_USER,
    env,
  })
  if (code !== 0)
    throw new StartupError(
      `Could not change the owner of the database in ${cluster} to the user ${runAs.uid}: ${output.trim()}`,
    )
}

/** Requests a fast shutdown on Windows, where a signal would kill the server. */
export async function stopOnWindows(
  cluster: string,
  { binaries, env }: { binaries: Binaries; env: ToolEnvironment },
): Promise<void> {
  await run(program(binaries, 'pg_ctl'), ['stop', '-D', cluster, '-m', 'fast', '-w'], {
    as: CURRENT_USER,
    env,
  })
}
