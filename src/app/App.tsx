import { ReaderProvider } from './i18n/ReaderProvider.tsx'
import { OutboxProvider } from './outbox/OutboxProvider.tsx'
import { SessionGate } from './session/SessionGate.tsx'
import { ErrorBoundary } from './ui/ErrorBoundary.tsx'
import { Toasts } from './ui/Toasts.tsx'
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
