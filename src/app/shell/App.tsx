import { ViewerProvider } from '../shared/i18n/ViewerProvider.tsx'
import { OutboxProvider } from '../outbox/ui/OutboxProvider.tsx'
import { RequireSession } from './RequireSession.tsx'
import { ErrorBoundary } from '../shared/ui/ErrorBoundary.tsx'
import { Toasts } from '../shared/ui/Toasts.tsx'
import { useFocusRecovery } from './use-focus-recovery.ts'
import { Workspace } from './Workspace.tsx'

/** The whole page; it needs a `QueryClientProvider`. The outbox is outside `RequireSession`, because queued operations outlive a sign-out. */
export function App() {
  useFocusRecovery()
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
