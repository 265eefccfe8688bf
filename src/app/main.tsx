import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createQueryClient } from './api/query-client.ts'
import { App } from './App.tsx'
import { startLocale } from './i18n/i18n.ts'
import { startOffline } from './offline/start-offline.ts'
import { readAhead } from './read-ahead.ts'
import { startTheme } from './ui/theme.ts'

const queryClient = createQueryClient()
readAhead(queryClient).catch(() => {
  // the page asks who is signed in by itself, and says what is wrong
})

startTheme()
try {
  await startLocale()
} catch {
  // the catalogue of another language did not come; English is at hand
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

startOffline()
