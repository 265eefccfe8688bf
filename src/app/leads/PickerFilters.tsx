import { leadTypes } from '../../contract/lead.ts'
import { useMessages } from '../i18n/i18n.ts'
import { Icon } from '../ui/Icon.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import styles from './PickerFilters.module.css'
import { leadTabs, type PickerFilter } from './picker-filter.ts'

interface PickerFiltersProps {
  readonly filter: PickerFilter
  readonly onFilter: (filter: PickerFilter) => void
}

/** Which leads, and of which kind: companies alone, people alone, or, with neither pressed, both. */
export function PickerFilters({ filter, onFilter }: PickerFiltersProps) {
  const t = useMessages()
  return (
    <div className={styles.filters}>
      <Segmented
        label={t('leads.which')}
        options={leadTabs.map((tab) => ({ value: tab, label: t(`leads.${tab}`) }))}
        value={filter.tab}
        onChange={(tab) => onFilter({ ...filter, tab })}
      />
      <div role="group" aria-label={t('leads.type')} className={styles.kinds}>
        {leadTypes.map((type) => (
          <button
            key={type}
            type="button"
            className={styles.kind}
            aria-label={t(`leads.type.${type}`)}
            title={t(`leads.type.${type}`)}
            aria-pressed={filter.type === type}
            onClick={() => onFilter({ ...filter, type: filter.type === type ? 'any' : type })}
          >
            <Icon name={type} />
          </button>
        ))}
      </div>
    </div>
  )
}
