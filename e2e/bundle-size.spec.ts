import { readdirSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'

/*
 * The budgets of the page in KB of 1,000 bytes, as the service sends them (brotli). A larger budget
 * needs a decision: docs/decisions/2026-11-28-page-size-budgets.md explains these.
 */
const firstScript = 120
const allScripts = 312
const style = 14

const page = fileURLToPath(new URL('../dist/page', import.meta.url))
const read = (name: string) => readFileSync(`${page}/${name}`, 'utf8')
const built = (ending: string) => readdirSync(`${page}/assets`).filter((name) => name.endsWith(ending))
const kilobytes = (names: Iterable<string>) =>
  [...names].reduce((sum, name) => sum + statSync(`${page}/assets/${name}.br`).size, 0) / 1000

/** Returns the scripts that index.html names, and their static imports. */
function scriptsOfFirstView(): Set<string> {
  const scripts = new Set<string>()
  const add = (name: string) => {
    if (scripts.has(name)) return
    scripts.add(name)
    for (const imported of imports(name)) add(imported)
  }
  for (const [, name = ''] of read('index.html').matchAll(/"\/assets\/([^"]+\.js)"/g)) add(name)
  return scripts
}

/** Returns the static imports of a script: in an `import()`, a bracket precedes the name. */
function imports(name: string): string[] {
  const matches = read(`assets/${name}`).matchAll(/\b(?:from|import)"\.\/([^"]+\.js)"/g)
  return [...matches].map(([, imported = '']) => imported)
}

test(`the first view needs at most ${firstScript} KB of script`, () => {
  const scripts = scriptsOfFirstView()
  expect(scripts.size).toBeGreaterThan(0)
  expect(kilobytes(scripts)).toBeLessThanOrEqual(firstScript)
})

test(`all scripts, whenever they are loaded, are at most ${allScripts} KB`, () => {
  expect(kilobytes(built('.js'))).toBeLessThanOrEqual(allScripts)
})

test(`the style of the page is at most ${style} KB`, () => {
  expect(built('.css').length).toBeGreaterThan(0)
  expect(kilobytes(built('.css'))).toBeLessThanOrEqual(style)
})
