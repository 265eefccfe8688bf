import { useMessages } from '../../shared/i18n/i18n.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { dispatchCommand } from '../../shared/ui/commands.ts'
import { Icon } from '../../shared/ui/Icon.tsx'
import { Link } from '../../shared/ui/Link.tsx'
import { usePageLayout } from '../../shared/ui/page-layout.ts'
import styles from './LeadsButton.module.css'

/** Opens the lead picker where it is not beside the main part: its drawer or, on a phone, its screen. */
export function LeadsButton() {
  const t = useMessages()
  const { picker } = usePageLayout()
  const label = t('leads.back')
  if (picker === 'beside') return null
  if (picker === 'screen') {
    return (
      <nav aria-label={label}>
        <Link to={{ page: 'leads' }} className={styles.back} aria-label={label}>
          <Icon name="back" />
          <span className={styles.label}>{label}</span>
        </Link>
      </nav>
    )
  }
  return (
    <Button size="s" aria-label={label} aria-haspopup="dialog" onClick={() => dispatchCommand('find')}>
      <Icon name="menu" />
      <span className={styles.label}>{label}</span>
    </Button>
  )
}
