import { useMessages } from '../../shared/i18n/i18n.ts'
import { useLeadAfter } from '../../shared/leads/visible-leads.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { formatShortcut } from '../../shared/ui/shortcut.ts'
import styles from './Composer.module.css'
import type { LeadContext } from './composer-values.ts'

interface LogButtonsProps {
  readonly lead: LeadContext
  /** logs and goes to the next lead; absent while a rejected event is being fixed, and in a view of several leads */
  readonly onLogAndNext: (() => void) | undefined
}

/**
 * The button that logs the event and, for users who work through a list, a second one that also goes to the next lead. The
 * labels “Log event” and “Log & next” are read in this order.
 */
export function LogButtons({ lead, onLogAndNext }: LogButtonsProps) {
  const t = useMessages()
  const next = useLeadAfter(lead.id)
  return (
    <span className={styles.log}>
      <Button
        type="submit"
        variant="primary"
        shortcut={formatShortcut('Enter')}
        aria-keyshortcuts="Meta+Enter Control+Enter"
      >
        {t('composer.log')}
      </Button>
      {onLogAndNext !== undefined && (
        <Button
          aria-label={t('composer.logAndNext')}
          aria-keyshortcuts="Meta+Shift+Enter Control+Shift+Enter"
          title={[
            next === undefined ? t('composer.noNext') : t('composer.nextIs', { lead: next.name ?? next.id }),
            formatShortcut('Enter', { shift: true }),
          ].join(' · ')}
          onClick={onLogAndNext}
        >
          {t('composer.andNext')}
        </Button>
      )}
    </span>
  )
}
