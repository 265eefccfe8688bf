import { useMessages } from '../i18n/i18n.ts'
import { Button } from './Button.tsx'
import { EmptyState } from './EmptyState.tsx'
import { Logo } from './Logo.tsx'
import styles from './ErrorPage.module.css'

/** What stands in place of a page that broke. */
export function ErrorPage() {
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
