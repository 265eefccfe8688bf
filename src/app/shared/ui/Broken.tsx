import { useMessages } from '../i18n/i18n.ts'
import { Button } from './Button.tsx'
import { Empty } from './Empty.tsx'
import { Mark } from './Mark.tsx'
import styles from './Broken.module.css'

/** What stands in place of a page that broke. */
export function Broken() {
  const t = useMessages()
  return (
    <main className={styles.page} role="alert">
      <Empty
        picture={<Mark size={36} />}
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
