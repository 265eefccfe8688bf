import { compileMessage } from '@lingui/message-utils/compileMessage'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import * as z from 'zod/mini'

/** Compiles the message catalogues when they are bundled, so that the page carries no parser. */
function messageCatalogues(): Plugin {
  const catalogue = z.record(z.string(), z.string())
  return {
    name: 'message-catalogues',
    enforce: 'pre',
    transform: {
      filter: { id: /\/i18n\/messages\.\w+\.json$/ },
      handler(source) {
        const messages = Object.entries(catalogue.parse(JSON.parse(source)))
        const compiled = Object.fromEntries(messages.map(([id, message]) => [id, compileMessage(message)]))
        return { code: JSON.stringify(compiled), map: null }
      },
    },
  }
}

export default defineConfig({
  plugins: [messageCatalogues(), react({ compiler: true })],
  build: { outDir: 'dist/page', target: 'es2023' },
  test: {
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'contract', include: ['src/contract/**/*.test.ts'] } },
      {
        extends: true,
        test: { name: 'service', include: ['src/service/**/*.test.ts', 'src/testing/**/*.test.ts'], testTimeout: 30_000 },
      },
      {
        extends: true,
        test: { name: 'app', include: ['src/app/**/*.test.{ts,tsx}'], environment: 'jsdom', testTimeout: 30_000 },
      },
    ],
  },
})
