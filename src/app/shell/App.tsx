import { ViewerProvider } from '../shared/i18n/ViewerProvider.tsx'
import { OutboxProvider } from '../outbox/ui/OutboxProvider.tsx'
import { RequireSession } from './RequireSession.tsx'
import { ErrorBoundary } from '../shared/ui/ErrorBoundary.tsx'
import { Toasts } from '../shared/ui/Toasts.tsx'
import { Workspace } from './Workspace.tsx'

/** The whole page, below a `QueryClientProvider`. What is not yet sent outlives a sign-out, so it stands outside. */
export function App() {
  return (
    <ViewerProvider>
      <ErrorBoundary>
        <OutboxProvider>
          <RequireSession>
            <Workspace />
          </RequireSession>
          <Toasts />
        </OutboxProvider>
      </ErrorBoundary>
    </ViewerProvider>
  )
}
