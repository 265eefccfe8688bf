import { stat } from 'node:fs/promises'
import { StartupError } from '../core/startup-error.ts'
import { program, type Binaries } from './binaries.ts'
import { clusterIn, type ClusterLocation } from './cluster-location.ts'
import { stopOrphanedServer } from './postmaster.ts'
import { CURRENT_USER } from './run-as.ts'
import { run, type ToolEnvironment } from './run.ts'

/** Makes an existing cluster ours alone: stops the server of a killed Leadline, and gives it to who runs it now. */
export async function takeOwnership(
  { home, binaries, runAs }: ClusterLocation,
  env: ToolEnvironment,
): Promise<void> {
  const cluster = clusterIn(home)
  if (process.platform === 'win32') await stopOnWindows(cluster, { binaries, env })
  else await stopOrphanedServer(cluster)
  if (runAs.uid === undefined || (await stat(cluster)).uid === runAs.uid) return
  // root's until now, from a time when namespaces were allowed
  const { code, output } = await run('chown', ['-R', `${runAs.uid}:${runAs.gid}`, cluster], {
    as: CURRENT_USER,
    env,
  })
  if (code !== 0)
    throw new StartupError(
      `Could not change the owner of the database in ${cluster} to the user ${runAs.uid}: ${output.trim()}`,
    )
}

/** Fast shutdown there, where a signal would be a crash. */
export async function stopOnWindows(
  cluster: string,
  { binaries, env }: { binaries: Binaries; env: ToolEnvironment },
): Promise<void> {
  await run(program(binaries, 'pg_ctl'), ['stop', '-D', cluster, '-m', 'fast', '-w'], {
    as: CURRENT_USER,
    env,
  })
}
