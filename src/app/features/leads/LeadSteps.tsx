import { useMessages } from '../../shared/i18n/i18n.ts'
import { goToAdjacentLead } from '../../shared/leads/go-to-adjacent-lead.ts'
import { useLeadPosition } from '../../shared/leads/visible-leads.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { Icon } from '../../shared/ui/Icon.tsx'
import { formatAltShortcut } from '../../shared/ui/shortcut.ts'
import styles from './LeadSteps.module.css'

const steps = [
  { by: -1, name: 'previous', icon: 'up', key: 'ArrowUp', arrow: '↑' },
  { by: 1, name: 'next', icon: 'down', key: 'ArrowDown', arrow: '↓' },
] as const

/** The buttons that open the previous and the next lead of the picker's list. */
export function LeadSteps() {
  const t = useMessages()
  return (
    <span role="group" className={styles.steps} aria-label={t('leads.steps')}>
      {steps.map(({ by, name, icon, key, arrow }) => (
        <Button
          key={name}
          id={`lead-${name}`}
          size="s"
          aria-label={t(`leads.${name}`)}
          aria-keyshortcuts={`Alt+${key}`}
          onClick={({ currentTarget }) => void goToAdjacentLead(by, t, currentTarget.id)}
        >
          <Icon name={icon} title={`${t(`leads.${name}`)} · ${formatAltShortcut(arrow)}`} />
        </Button>
      ))}
    </span>
  )
}

/** The position of a lead in the picker's list: `1 of 24`; nothing if the list does not contain it. */
export function LeadPosition({ id }: { readonly id: string }) {
  const t = useMessages()
  const place = useLeadPosition(id)
  if (place === undefined) return null
  return <span className={styles.position}>{t('leads.position', { ...place })}</span>
}
