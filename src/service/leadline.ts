#!/usr/bin/env node
// The command `leadline`: checks the Node.js version before it imports one of the other entries.
import { readFileSync } from 'node:fs'

const { version, minNode }: { version: string; minNode: string } = JSON.parse(
  readFileSync(new URL('../build.json', import.meta.url), 'utf8'),
)

const usage = `Usage: leadline <command>

Commands:
  start            Start the service. Environment variables configure it: see docs/configuration.md.
  admin <command>  Set up Leadline and move data in and out; "leadline admin --help" lists the commands.

Options:
  --version        Print the version.
  --help           Print this text.
`

const [minMajor = 0, minMinor = 0] = minNode.split('.').map(Number)
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const [command, ...args] = process.argv.slice(2)

if (major < minMajor || (major === minMajor && minor < minMinor)) {
  reject(`Leadline requires Node.js ${minNode} or later; this is ${process.versions.node}.\n`)
} else if (command === 'admin') {
  // the entry expects only its own arguments
  process.argv.splice(2, 1)
  await import('./admin/main.ts')
} else if (command === 'start' && args.length === 0) {
  await import('./main.ts')
} else if (command === '--version') {
  process.stdout.write(`${version}\n`)
} else if (command === '--help') {
  process.stdout.write(usage)
} else {
  reject(usage)
}

function reject(text: string): void {
  process.stderr.write(text)
  process.exitCode = 1
}
