import { startProgress, type Progress } from '../src/service/admin/progress.ts'

/** Shows how far a long work has come: a bar at a terminal, elsewhere a line a tenth. */
export function showProgress(what: string, total: number): Progress {
  if (process.stderr.isTTY) return startProgress({ err: process.stderr }, what, total)
  const begun = performance.now()
  let told = 0
  return {
    at(value) {
      const tenths = Math.floor((value / total) * 10)
      if (tenths === told) return
      told = tenths
      const seconds = Math.round((performance.now() - begun) / 1000)
      process.stderr.write(`${what}: ${tenths * 10} % after ${seconds} s\n`)
    },
    end: () => undefined,
  }
}
