import { maxLeads } from '../../../contract/endpoints.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { Button } from '../../shared/ui/Button.tsx'
import styles from './MultiSelectBar.module.css'

interface MultiSelectBarProps {
  /** number of displayed leads */
  readonly count: number
  readonly onDone: () => void
}

/** Shown during multi-select: the number of leads, a hint and the button that ends it. */
export function MultiSelectBar({ count, onDone }: MultiSelectBarProps) {
  const t = useMessages()
  return (
    <div className={styles.bar}>
      <output className={styles.text}>
        <b className={styles.count}>{t('several.inView', { count })}</b>
        <span>{count >= maxLeads ? t('several.full', { most: maxLeads }) : t('several.hint')}</span>
      </output>
      <Button size="s" variant="primary" onClick={onDone}>
        {t('several.done')}
      </Button>
    </div>
  )
}
