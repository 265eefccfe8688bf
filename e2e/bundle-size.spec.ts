import { readdirSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { pageVariant } from '../src/service/http/page/page-template.ts'

/*
 * The budgets of the page in KB of 1,000 bytes, as the service sends them (brotli). A larger budget
 * needs a decision: docs/decisions/2026-11-28-page-size-budgets.md explains these.
 */
const signedInView = 228
const allScripts = 322
const style = 14

const page = fileURLToPath(new URL('../dist/page', import.meta.url))
const read = (name: string) => readFileSync(`${page}/${name}`, 'utf8')
const built = (ending: string) => readdirSync(`${page}/assets`).filter((name) => name.endsWith(ending))
const kilobytes = (names: Iterable<string>) =>
  [...names].reduce((sum, name) => sum + statSync(`${page}/assets/${name}.br`).size, 0) / 1000

/** Returns the scripts that index.html names for a signed-in view of a timeline in English, and their static imports. */
function scriptsOfTimeline(): Set<string> {
  const scripts = new Set<string>()
  const add = (name: string) => {
    if (scripts.has(name)) return
    scripts.add(name)
    for (const imported of imports(name)) add(imported)
  }
  const html = pageVariant(read('index.html'), { view: 'timeline', language: 'en' })
  for (const [, name = ''] of html.matchAll(/"\/assets\/([^"]+\.js)"/g)) add(name)
  return scripts
}

/** Returns the static imports of a script: in an `import()`, a bracket precedes the name. */
function imports(name: string): string[] {
  const matches = read(`assets/${name}`).matchAll(/\b(?:from|import)"\.\/([^"]+\.js)"/g)
  return [...matches].map(([, imported = '']) => imported)
}

test(`a visit to a timeline waits for at most ${signedInView} KB of script`, () => {
  const scripts = scriptsOfTimeline()
  expect([...scripts].some((name) => name.startsWith('TimelineScreen'))).toBe(true)
  expect(kilobytes(scripts)).toBeLessThanOrEqual(signedInView)
})

test(`all scripts, whenever they are loaded, are at most ${allScripts} KB`, () => {
  expect(kilobytes(built('.js'))).toBeLessThanOrEqual(allScripts)
})

test(`the style of the page is at most ${style} KB`, () => {
  expect(built('.css').length).toBeGreaterThan(0)
  expect(kilobytes(built('.css'))).toBeLessThanOrEqual(style)
})
