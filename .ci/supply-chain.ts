import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import * as z from 'zod/mini'

/*
 * What the packages are held to: `node .ci/ts.mjs .ci/supply-chain.ts` reads the lock file (licences, install scripts,
 * checksums, where they come from), and with `--advisories` asks the registry for known faults. What is allowed all the
 * same stands in supply-chain.json, each with its reason. Ends with 0, with 1 and what is wrong, or with 75 where the
 * registry did not answer: then nothing is known.
 */
const notAsked = 75

const exceptions = z
  .object({
    licences: z.array(z.string()),
    licenceExceptions: z.array(z.object({ package: z.string(), licence: z.string(), why: z.string() })),
    advisoryExceptions: z.array(
      z.object({ advisory: z.string(), package: z.string(), why: z.string(), until: z.iso.date() }),
    ),
  })
  .parse(read('.ci/supply-chain.json'))

const locked = z.object({
  version: z.string(),
  resolved: z.optional(z.string()),
  integrity: z.optional(z.string()),
  license: z.optional(z.string()),
  hasInstallScript: z.optional(z.boolean()),
})

function read(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'))
}

/** The name of a package by its place: that after the last `node_modules/`. */
function nameAt(place: string): string {
  return place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)
}

function faultsOfLock(): string[] {
  const { packages } = z
    .object({ packages: z.record(z.string(), z.unknown()) })
    .parse(read('package-lock.json'))
  const { allowScripts } = z
    .object({ allowScripts: z.record(z.string(), z.boolean()) })
    .parse(read('package.json'))
  const places = Object.entries(packages).filter(([place]) => place !== '')
  return places.flatMap(([place, entry]) => {
    const name = nameAt(place)
    const { version, resolved, integrity, license, hasInstallScript } = locked.parse(entry)
    const licence = license ?? 'none'
    const isAllowed =
      exceptions.licences.includes(licence) ||
      exceptions.licenceExceptions.some((one) => isOf(name, one.package) && one.licence === licence)
    return [
      ...(isAllowed
        ? []
        : [`${name}@${version} has the licence ${licence}, which supply-chain.json does not allow.`]),
      ...(hasInstallScript === true && !allowScripts[name]
        ? [`${name}@${version} has an install script that allowScripts in package.json does not name.`]
        : []),
      ...(integrity?.startsWith('sha512-') === true ? [] : [`${name}@${version} has no sha512 checksum.`]),
      // the registry's own packages are locked by version and checksum alone
      ...(resolved === undefined
        ? []
        : [`${name}@${version} comes from ${resolved}, not from the registry.`]),
    ]
  })
}

/** A package, or one of those that it is published as for each platform. */
function isOf(name: string, allowed: string): boolean {
  return name === allowed || name.startsWith(`${allowed}-`)
}

const advisory = z.object({ url: z.string(), title: z.string(), severity: z.string() })
const audit = z.object({
  vulnerabilities: z.record(z.string(), z.object({ via: z.array(z.union([z.string(), advisory])) })),
})

/** What the registry knows of the packages; `undefined` where it was not to be asked. */
function faultsKnown(): string[] | undefined {
  const { stdout } = spawnSync('npm', ['audit', '--json'], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
    timeout: 120_000,
  })
  const answered = audit.safeParse(parse(stdout))
  if (!answered.success) return undefined
  const today = new Date().toISOString().slice(0, 10)
  return Object.entries(answered.data.vulnerabilities).flatMap(([name, { via }]) =>
    via
      .filter((one) => typeof one !== 'string')
      .filter(
        ({ url }) =>
          !exceptions.advisoryExceptions.some(
            (one) => one.package === name && url.endsWith(one.advisory) && today <= one.until,
          ),
      )
      .map(({ url, title, severity }) => `${name}: ${title} (${severity}, ${url})`),
  )
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const faults = process.argv.includes('--advisories') ? faultsKnown() : faultsOfLock()
if (faults === undefined) {
  process.stdout.write('The registry did not answer: whether there are advisories is not known.\n')
  process.exitCode = notAsked
} else {
  for (const fault of faults) process.stdout.write(`${fault}\n`)
  process.exitCode = faults.length === 0 ? 0 : 1
}
