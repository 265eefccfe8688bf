import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import { getRequestListener } from '@hono/node-server'
import react from '@vitejs/plugin-react'
import { build, isRunnableDevEnvironment, type Plugin, type Rolldown } from 'vite'
import { defineConfig } from 'vitest/config'
import * as z from 'zod/mini'
import { isServicePath } from './src/contract/page-paths.ts'
import type * as development from './src/service/composition/development.ts'
import type { StartedService } from './src/service/composition/start.ts'

/** Compiles the message catalogues when they are bundled, so that the page carries no parser. */
function messageCatalogues(): Plugin {
  const catalogue = z.record(z.string(), z.string())
  return {
    name: 'message-catalogues',
    enforce: 'pre',
    transform: {
      filter: { id: /\/i18n\/messages(\.\w+)?\.\w+\.json$/ },
      handler(source) {
        const messages = Object.entries(catalogue.parse(JSON.parse(source)))
        const compiled = Object.fromEntries(messages.map(([id, message]) => [id, compileMessage(message)]))
        return { code: JSON.stringify(compiled), map: null }
      },
    },
  }
}

/**
 * Names the classes of the built page by the place of their file and their place in it, `_1f_3`: the names that tell
 * both in words weigh a fifth of the style. The same source is given the same names.
 */
function shortClassNames(): Plugin {
  return {
    name: 'short-class-names',
    apply: 'build',
    async config() {
      const files = (await readdir('src/app', { recursive: true }))
        .filter((file) => file.endsWith('.module.css'))
        .toSorted()
      const classes = new Map(files.map((file) => [file, Array<string>()]))
      const generateScopedName = (name: string, path: string) => {
        const file = relative('src/app', path)
        const own = classes.get(file)
        if (own === undefined) throw new Error(`${file} was not there when the build began`)
        if (!own.includes(name)) own.push(name)
        return `_${files.indexOf(file).toString(36)}_${own.indexOf(name)}`
      }
      return { css: { modules: { generateScopedName } } }
    },
  }
}

/**
 * Has a browser that knows how compile the scripts of the first view whole, beside the page, while they come in
 * (https://v8.dev/blog/explicit-compile-hints): else some 1,700 functions are compiled one by one when each is first
 * called, where the page is drawn. Some 13 % less of the page's own thread until it is usable (386 ms; 443 without, put
 * together from two runs beside the build before).
 */
function compiledAhead(names: readonly string[]): Plugin {
  return {
    name: 'compiled-ahead',
    apply: 'build',
    applyToEnvironment: (environment) => environment.name === 'client',
    // in the first line, after Vite has written its own
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
        for (const name of names) {
          const chunk = chunks.find((one) => one.name === name)
          if (chunk === undefined) throw new Error(`No script is called ${name} any more.`)
          chunk.code = `//# allFunctionsCalledOnLoad\n${chunk.code}`
        }
      },
    },
  }
}

/** The scripts of a view beside those that index.html names anyway, by the module that the view imports. */
const viewModules = {
  timeline: 'screens/timeline/TimelineScreen.tsx',
  home: 'screens/home/HomeScreen.tsx',
  search: 'screens/search/SearchScreen.tsx',
  'sign-in': 'features/sign-in/SignIn.tsx',
}

/**
 * Names in index.html the scripts that its views and languages load with `import()`, so that the browser requests all
 * scripts of a visit at once. The service leaves out the links of other views and languages (`page-template.ts`).
 */
function preloadLinks(): Plugin {
  return {
    name: 'preload-links',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
        const chunkOf = (module: string) => {
          const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId === resolve('src/app', module))
          if (chunk === undefined) throw new Error(`${module} has no script of its own any more.`)
          return chunk
        }
        const views = new Map<string, string[]>()
        for (const [view, module] of Object.entries(viewModules)) {
          const { fileName, imports } = chunkOf(module)
          for (const script of [fileName, ...imports])
            if (!html.includes(script)) views.set(script, [...(views.get(script) ?? []), view])
        }
        const attributes = [
          ...[...views].map(([file, names]) => ({ file, 'data-views': names.join(' ') })),
          ...['it', 'lazy.en', 'lazy.it'].map((name) => ({
            file: chunkOf(`shared/i18n/messages.${name}.json`).fileName,
            'data-language': name.slice(-2),
          })),
        ]
        return attributes.map(({ file, ...conditions }) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}`, ...conditions },
          injectTo: 'head',
        }))
      },
    },
  }
}

/** Writes a brotli beside each of the page's files that is worth it, so that the service only sends. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    applyToEnvironment: (environment) => environment.config.consumer === 'client',
    async writeBundle({ dir = '' }) {
      const files = await readdir(dir, { recursive: true, withFileTypes: true })
      const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name))
      // what another part of the build has written and compressed stays as it is
      const worth = paths.filter(
        (path) => /\.(js|css|html|svg|json)$/.test(path) && !paths.includes(`${path}.br`),
      )
      for (const path of worth) {
        await writeFile(`${path}.br`, brotliCompressSync(await readFile(path)))
      }
    },
  }
}

/** The style of the API's readable page: bundled apart from the app's own, whose tokens it takes. */
const apiDocsStyle = 'src/app/shared/styles/api-docs.css'

/**
 * Writes the service worker beside the page: with the names of everything that was built, so that a version is kept
 * whole or not at all, and under the one address that never changes.
 */
function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    applyToEnvironment: (environment) => environment.name === 'client',
    // after Vite has taken out what is empty, such as the script of a style
    generateBundle: {
      order: 'post',
      async handler(_, bundle) {
        const built = Object.keys(bundle).filter((name) => name.startsWith('assets/'))
        const files = ['/', '/icon.svg', '/manifest.webmanifest', ...built.map((name) => `/${name}`)]
        const page = bundle['index.html']
        const version = createHash('sha256').update(
          JSON.stringify([files, page?.type === 'asset' && page.source]),
        )
        // bundled apart: a worker of this kind cannot import the scripts that it shares with the page
        const worker = await build({
          configFile: false,
          logLevel: 'warn',
          define: {
            pageVersion: JSON.stringify(version.digest('hex').slice(0, 16)),
            pageFiles: JSON.stringify(files),
          },
          build: {
            write: false,
            copyPublicDir: false,
            target: 'es2023',
            rolldownOptions: {
              input: 'src/app/service-worker/service-worker.ts',
              output: { format: 'iife' },
            },
          },
        })
        const [script] = 'output' in worker ? worker.output : []
        if (script === undefined) throw new Error('the service worker was not built')
        this.emitFile({ type: 'asset', fileName: 'sw.js', source: script.code })
      },
    },
  }
}

/**
 * Bundles the packages that the service imports, so that a production install consists of PostgreSQL's programs alone
 * (60 MB; 212 with the packages and what they bring along) and the service reads six files when it starts.
 */
function bundledPackages(): Plugin {
  return {
    name: 'bundled-packages',
    apply: 'build',
    config: () => ({ environments: { ssr: { resolve: { noExternal: true } } } }),
  }
}

type Development = typeof development

async function close(opened: Promise<StartedService>): Promise<void> {
  const service = await opened
  await service.close()
}

/** `npm run dev`: the service in the same process and on the same port as the page, started anew when its files change. */
function serviceInDevelopment(): Plugin {
  return {
    name: 'service-in-development',
    apply: (_, { mode }) => mode === 'development',
    async configureServer(server) {
      const environment = server.environments['ssr']
      if (environment === undefined || !isRunnableDevEnvironment(environment)) return
      const open = async () => {
        const { openInDevelopment } = await environment.runner.import<Development>(
          '/src/service/composition/development.ts',
        )
        return openInDevelopment(process.env)
      }
      let opened = open()
      const reopen = async (before: Promise<StartedService>) => {
        // a service that could not be opened, for a fault in its files, has nothing to close
        await close(before).catch(() => undefined)
        return open()
      }
      server.watcher.on('change', (path) => {
        if (!/\/src\/(service|contract)\//.test(path)) return
        opened = reopen(opened)
        opened.catch((error: unknown) => server.config.logger.error(String(error)))
      })
      server.httpServer?.on('close', () => void close(opened))
      const listener = getRequestListener(async (request) => (await opened).service(request))
      server.middlewares.use((request, response, next) => {
        const [path = '/'] = request.url?.split('?') ?? []
        if (isServicePath(path) && !path.startsWith('/assets/')) void listener(request, response)
        else {
          if (request.url === '/api-docs.css') request.url = `/${apiDocsStyle}`
          next()
        }
      })
      await opened
    },
  }
}

/** Collects the module `id` and what it imports, directly or through others, but not by `import()`. */
function collectImports(
  id: string,
  context: Rolldown.ChunkingContext,
  found = new Set<string>(),
): Set<string> {
  if (found.has(id)) return found
  found.add(id)
  for (const imported of context.getModuleInfo(id)?.importedIds ?? [])
    collectImports(imported, context, found)
  return found
}

/** Puts a module of src/app, and what it imports, into the script of this name. */
function importsOf(root: string, name: string) {
  let modules: ReadonlySet<string> | undefined
  return (id: string, context: Rolldown.ChunkingContext): string | null => {
    modules ??= collectImports(resolve('src/app', root), context)
    return modules.has(id) ? name : null
  }
}

/**
 * The page's scripts beside one for each `import()`: what every visit needs first, what a timeline shares with other
 * screens, and what only these share. Split by who imports what, they were 32, and 10 KB more (brotli).
 */
const scripts = [
  { name: 'first', tags: ['$initial' as const] },
  { name: importsOf('screens/timeline/TimelineScreen.tsx', 'timeline'), minShareCount: 2 },
  { name: 'shared', minShareCount: 2 },
]

/**
 * What the React Compiler leaves as it is. What it adds makes a component half as large again or twice, and pays where
 * something is drawn at every key, frame or answer: the list, the composer, the picker and the controls in them.
 */
const drawnRarely = [
  /\/node_modules\//,
  /\/src\/app\/(?!features\/(timeline|composer|leads)\/|screens\/timeline\/|shared\/(ui|dates|leads)\/)/,
  // of the picker and the timeline's screen, what few visits open
  /\/leads\/(bulk\/|(LeadListExport|LeadListForm|MultiSelectBar|NameLead)\.)|\/timeline\/(LeadSummary|TimelineMenu)/,
]

/** What is tested a second time by way of the Atoka API: the reference's seven endpoints, and who may call them. */
const contractSuite = [
  'src/service/operations/events/{create-event,list-events,update-event,delete-event}.test.ts',
  'src/service/operations/idempotent-write.test.ts',
  'src/service/tests/{service,model}.test.ts',
]

/** The one test of the page's rules that has a service. */
const outboxCampaign = 'src/app/outbox/many-drafts.test.ts'

/** The test of the documents, which needs no service. */
const documentsTest = 'src/testing/documents.test.ts'

/** Starts PostgreSQL, for the projects whose tests have a service. */
const database = 'src/testing/postgres.ts'

/** Spares these tests most of the CPU time of signing in. */
const passwords = 'src/testing/remember-hashes.ts'

export default defineConfig({
  server: { host: process.env['HOST'] ?? '127.0.0.1', port: Number(process.env['PORT'] ?? 4000) },
  plugins: [
    messageCatalogues(),
    shortClassNames(),
    react({ compiler: true, exclude: drawnRarely }),
    compiledAhead(['first', 'TimelineScreen', 'timeline']),
    preloadLinks(),
    serviceWorker(),
    compressed(),
    bundledPackages(),
    serviceInDevelopment(),
  ],
  appType: 'spa',
  // the colours of both themes stand in light-dark(), which these are the first to have
  build: {
    target: 'es2023',
    cssTarget: ['chrome123', 'safari17.5', 'firefox120'],
    assetsInlineLimit: 0,
    // on a busy machine it warns of the time that our plugins take
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  environments: {
    client: {
      build: {
        license: { fileName: 'licenses.md' },
        // one file of all styles compresses to two thirds of many, and nothing is drawn before its own has come
        cssCodeSplit: false,
        rolldownOptions: { output: { codeSplitting: { groups: scripts } } },
      },
    },
    apiDocs: {
      consumer: 'client',
      build: {
        emptyOutDir: false,
        copyPublicDir: false,
        rolldownOptions: {
          input: apiDocsStyle,
          // the service writes that page's HTML, and links its style by a name that stays
          output: {
            assetFileNames: ({ names }) =>
              names.includes('api-docs.css') ? 'api-docs.css' : 'assets/[name]-[hash][extname]',
          },
        },
      },
    },
    ssr: {
      build: {
        target: 'node20',
        copyPublicDir: false,
        license: { fileName: 'licenses.md' },
        rolldownOptions: {
          input: {
            leadline: 'src/service/leadline.ts',
            main: 'src/service/main.ts',
            admin: 'src/service/admin/main.ts',
            demo: 'src/service/demo/main.ts',
          },
        },
      },
    },
  },
  builder: {},
  test: {
    maxWorkers: 2,
    // patience for a busy machine; nothing that is measured depends on it
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    projects: [
      // files share their modules, which keep nothing between them: loading those for each took a third of the time
      {
        extends: true,
        test: { name: 'contract', isolate: false, include: ['src/contract/**/*.test.ts', documentsTest] },
      },
      {
        extends: true,
        test: {
          name: 'service',
          isolate: false,
          globalSetup: database,
          setupFiles: passwords,
          include: ['src/service/**/*.test.ts', 'src/testing/**/*.test.ts', outboxCampaign],
          exclude: [documentsTest],
        },
      },
      {
        extends: true,
        test: {
          name: 'atoka',
          isolate: false,
          include: contractSuite,
          globalSetup: database,
          setupFiles: [passwords, 'src/testing/atoka/atoka.setup.ts'],
          runner: './src/testing/atoka/atoka.expected-failures.ts',
          provide: { modelRuns: 2 },
        },
      },
      // what the page is made of and does not draw needs no page: to make one for each file took longer than these tests
      {
        extends: true,
        test: {
          name: 'rules',
          isolate: false,
          include: ['src/app/**/*.test.ts'],
          exclude: [outboxCampaign],
        },
      },
      {
        extends: true,
        test: {
          name: 'app',
          isolate: false,
          include: ['src/app/**/*.test.tsx'],
          environment: 'jsdom',
          globalSetup: database,
          setupFiles: [passwords, 'src/testing/page.ts'],
        },
      },
    ],
  },
})
