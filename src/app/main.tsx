import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createQueryClient } from './shell/query-client.ts'
import { App } from './shell/App.tsx'
import { initLocale } from './shared/i18n/i18n.ts'
import { readStartAction } from './shared/router/start-action.ts'
import { registerServiceWorker } from './shell/register-service-worker.ts'
import { prefetchTimeline } from './shell/prefetch.ts'
import { watchCompositions } from './shared/ui/input-composition.ts'
import { startTheme } from './shared/ui/theme.ts'

watchCompositions()
readStartAction()
const queryClient = createQueryClient()
prefetchTimeline(queryClient).catch(() => {
  // the page requests the session itself, and shows what failed
})

startTheme()
try {
  await initLocale()
} catch {
  // the messages of another language failed to load; English is in the initial bundle
}

const root = document.querySelector('#root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
)

registerServiceWorker()
