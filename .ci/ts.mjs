// Runs a TypeScript file of the repository: node .ci/ts.mjs path/to/file.ts [arguments]
import { resolve } from 'node:path'
import { runnerImport } from 'vite'

await runnerImport(resolve(process.argv[2]), { configFile: false, logLevel: 'error' })
