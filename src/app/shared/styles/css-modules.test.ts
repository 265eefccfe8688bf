import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const components = import.meta.glob<string>('/src/app/**/*.tsx', {
  query: '?raw',
  import: 'default',
  eager: true,
})

const root = join(import.meta.dirname, '../../../..')

/** The classes that a module defines: Vite would return a stylesheet without its original names. */
function definedClasses(module: string): ReadonlySet<string> {
  const css = readFileSync(join(root, module), 'utf8').replaceAll(/\/\*.*?\*\//gs, '')
  const selectors = css.match(/[^{};]+(?=\{)/g) ?? []
  return new Set(
    selectors.flatMap((selector) =>
      selector.trim().startsWith('@') ? [] : (selector.match(/(?<=\.)[a-z]\w*/gi) ?? []),
    ),
  )
}

/** The classes that components use, by module. */
function usedClasses(): ReadonlyMap<string, ReadonlySet<string>> {
  const used = new Map<string, Set<string>>()
  for (const [file, code] of Object.entries(components)) {
    for (const [, name = '', path = ''] of code.matchAll(/import (\w+) from '([^']+\.module\.css)'/g)) {
      const module = join(file, '..', path)
      const classes = used.get(module) ?? new Set()
      for (const [usage] of code.matchAll(new RegExp(`(?<=(?<![\\w.])${name}\\.)\\w+`, 'g')))
        classes.add(usage)
      used.set(module, classes)
    }
  }
  return used
}

it.each([...usedClasses()])('%s defines the classes that components use, and no others', (module, used) => {
  expect([...definedClasses(module)].toSorted()).toEqual([...used].toSorted())
})
