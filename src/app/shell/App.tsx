import { ReaderProvider } from '../shared/i18n/ReaderProvider.tsx'
import { OutboxProvider } from '../outbox/ui/OutboxProvider.tsx'
import { SessionGate } from './SessionGate.tsx'
import { ErrorBoundary } from '../shared/ui/ErrorBoundary.tsx'
import { Toasts } from '../shared/ui/Toasts.tsx'
import { Workspace } from './Workspace.tsx'

/** The whole page, below a `QueryClientProvider`. What is not yet sent outlives a sign-out, so it stands outside. */
export function App() {
  return (
    <ReaderProvider>
      <ErrorBoundary>
        <OutboxProvider>
          <SessionGate>
            <Workspace />
          </SessionGate>
          <Toasts />
        </OutboxProvider>
      </ErrorBoundary>
    </ReaderProvider>
  )
}
