import { maxLeads } from '../../../contract/endpoints.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { Button } from '../../shared/ui/Button.tsx'
import styles from './MultiSelectBar.module.css'

interface ChoosingBarProps {
  /** leads that are in view */
  readonly count: number
  readonly onDone: () => void
}

/** Says that leads are being chosen, how many are, and how that ends. */
export function MultiSelectBar({ count, onDone }: ChoosingBarProps) {
  const t = useMessages()
  return (
    <div className={styles.bar}>
      <output className={styles.words}>
        <b className={styles.count}>{t('several.inView', { count })}</b>
        {count >= maxLeads ? t('several.full', { most: maxLeads }) : t('several.hint')}
      </output>
      <Button size="s" variant="primary" onClick={onDone}>
        {t('several.done')}
      </Button>
    </div>
  )
}
