// The way in of `npm start`: plain JavaScript, because a Node.js that is too old has to be able to read it.
import { readFileSync } from 'node:fs'

const { engines } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
const wanted = engines.node.replace('>=', '').split('.').map(Number)
const [major, minor] = process.versions.node.split('.').map(Number)

if (major < wanted[0] || (major === wanted[0] && minor < wanted[1])) {
  process.stderr.write(
    `Leadline needs Node.js ${wanted.join('.')} or later; this is ${process.versions.node}.\n`,
  )
  process.exitCode = 1
} else {
  const { createBuilder } = await import('vite')
  const builder = await createBuilder({ logLevel: 'warn' })
  await builder.buildApp()
  await import('../../dist/service/main.js')
}
