import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The root folder of the checkout. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/** The inputs of the build, relative to the checkout. */
const inputs = ['index.html', 'package.json', 'package-lock.json', 'vite.config.ts', 'public', 'src']
const testFiles = /\.test\.tsx?$|^src\/testing\//

/**
 * Computes the digest of the Node version and of all files that the build reads, except tests.
 * @param {string} nodeVersion
 */
export function sourceDigest(nodeVersion = process.version) {
  const digest = createHash('sha256').update(nodeVersion)
  for (const file of inputs.flatMap(filesOf).filter((name) => !testFiles.test(name))) {
    const content = readFileSync(join(root, file))
    digest.update(`\0${file}\0${content.length}\0`).update(content)
  }
  return digest.digest('hex')
}

/**
 * @param {string} input
 * @returns {string[]}
 */
function filesOf(input) {
  if (!statSync(join(root, input)).isDirectory()) return [input]
  return readdirSync(join(root, input), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length).replaceAll('\\', '/'))
    .toSorted()
}
