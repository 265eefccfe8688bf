import { benchService } from './service.ts'

const benches: Record<string, () => Promise<void>> = { service: benchService }
const [name = 'service'] = process.argv.slice(3)
const bench = benches[name]

if (bench === undefined) {
  process.stderr.write(`There is no bench ${name}; say one of: ${Object.keys(benches).join(', ')}.\n`)
  process.exitCode = 1
} else {
  await bench()
}
