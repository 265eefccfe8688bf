import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import * as z from 'zod/mini'

/*
 * Checks the packages. `node .ci/ts.mjs .ci/supply-chain.ts` reads the lock file (licences, install scripts,
 * checksums, origins), and with `--advisories` asks the registry for known vulnerabilities. supply-chain.json lists
 * the permitted exceptions with their reasons. The exit code is 0, or 1 with the problems found, or 75 if the
 * registry did not respond, so that the result is unknown.
 */
const registryUnavailable = 75

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

/** Returns the name of a package from its path in the lock file: the part after the last `node_modules/`. */
function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
}

function problemsOfLock(): string[] {
  const { packages } = z
    .object({ packages: z.record(z.string(), z.unknown()) })
    .parse(read('package-lock.json'))
  const { allowScripts } = z
    .object({ allowScripts: z.record(z.string(), z.boolean()) })
    .parse(read('package.json'))
  const entries = Object.entries(packages).filter(([path]) => path !== '')
  return entries.flatMap(([path, entry]) => {
    const name = nameOf(path)
    const { version, resolved, integrity, license, hasInstallScript } = locked.parse(entry)
    const licence = license ?? 'none'
    const isAllowed =
      exceptions.licences.includes(licence) ||
      exceptions.licenceExceptions.some((one) => matchesPackage(name, one.package) && one.licence === licence)
    return [
      ...(isAllowed
        ? []
        : [`${name}@${version} has the licence ${licence}, which supply-chain.json does not allow.`]),
      ...(hasInstallScript === true && !allowScripts[name]
        ? [`${name}@${version} has an install script that allowScripts in package.json does not name.`]
        : []),
      ...(integrity?.startsWith('sha512-') === true ? [] : [`${name}@${version} has no sha512 checksum.`]),
      // packages of the registry are locked by version and checksum only
      ...(resolved === undefined
        ? []
        : [`${name}@${version} comes from ${resolved}, not from the registry.`]),
    ]
  })
}

/** Whether the name is this package or one of its packages for a platform. */
function matchesPackage(name: string, allowed: string): boolean {
  return name === allowed || name.startsWith(`${allowed}-`)
}

const advisory = z.object({ url: z.string(), title: z.string(), severity: z.string() })
const audit = z.object({
  vulnerabilities: z.record(z.string(), z.object({ via: z.array(z.union([z.string(), advisory])) })),
})

/** Returns the known vulnerabilities of the packages; `undefined` if the registry did not respond. */
function knownVulnerabilities(): string[] | undefined {
  const { stdout } = spawnSync('npm', ['audit', '--json'], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
    timeout: 120_000,
  })
  const report = audit.safeParse(parse(stdout))
  if (!report.success) return undefined
  const today = new Date().toISOString().slice(0, 10)
  return Object.entries(report.data.vulnerabilities).flatMap(([name, { via }]) =>
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

const problems = process.argv.includes('--advisories') ? knownVulnerabilities() : problemsOfLock()
if (problems === undefined) {
  process.stdout.write('The registry did not answer: whether there are advisories is not known.\n')
  process.exitCode = registryUnavailable
} else {
  for (const problem of problems) process.stdout.write(`${problem}\n`)
  process.exitCode = problems.length === 0 ? 0 : 1
}
