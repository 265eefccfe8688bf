import { Component, type ReactNode } from 'react'
import { useMessages } from '../i18n/i18n.ts'
import { Button } from './Button.tsx'
import { EmptyState } from './EmptyState.tsx'
import styles from './ErrorBoundary.module.css'
import { Logo } from './Logo.tsx'

interface State {
  readonly hasError: boolean
}

/** Shows an error page with a reload button in place of a blank page after an error while rendering. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { hasError: false }

  static getDerivedStateFromError(): State {
    return { hasError: true }
  }

  override render(): ReactNode {
    return this.state.hasError ? <ErrorPage /> : this.props.children
  }
}

function ErrorPage() {
  const t = useMessages()
  return (
    <main className={styles.page} role="alert">
      <EmptyState
        picture={<Logo size={36} />}
        title={t('ui.broken.title')}
        text={t('ui.broken.text')}
        action={
          <Button variant="primary" onClick={() => location.reload()}>
            {t('ui.reload')}
          </Button>
        }
      />
    </main>
  )
}
