import { leadTypes } from '../../../contract/lead.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { useSignedIn } from '../../shared/session/signed-in.ts'
import { Icon } from '../../shared/ui/Icon.tsx'
import { SegmentedControl } from '../../shared/ui/SegmentedControl.tsx'
import { quietAfterDays } from '../../../contract/rules/open-lead.ts'
import styles from './PickerFilters.module.css'
import { leadTabs, openedTabs, type PickerFilter } from './picker-filter.ts'

interface PickerFiltersProps {
  readonly filter: PickerFilter
  readonly onFilter: (filter: PickerFilter) => void
  /** whether the list is empty: its empty state already contains the hint */
  readonly isEmpty: boolean
}

/** The filters of the picker: the tab, only quiet leads, and the type (companies, people or, with neither pressed, both). */
export function PickerFilters({ filter, onFilter, isEmpty }: PickerFiltersProps) {
  const t = useMessages()
  const listsAll = useSignedIn().capabilities.includes('allLeads')
  const tabs = listsAll ? leadTabs : openedTabs
  return (
    <>
      <div className={styles.filters}>
        <SegmentedControl
          label={t('leads.which')}
          options={tabs.map((tab) => ({ value: tab, label: t(`leads.${tab}`) }))}
          value={filter.tab}
          onChange={(tab) => onFilter({ ...filter, tab })}
        />
        <div className={styles.kinds}>
          <button
            type="button"
            className={styles.kind}
            aria-label={t('leads.quietOnes')}
            aria-pressed={filter.quiet}
            onClick={() => onFilter({ ...filter, quiet: !filter.quiet })}
          >
            <Icon name="quiet" title={t('leads.quietOnes')} />
          </button>
          <div role="group" aria-label={t('leads.type')} className={styles.kinds}>
            {leadTypes.map((type) => (
              <button
                key={type}
                type="button"
                className={styles.kind}
                aria-label={t(`leads.type.${type}`)}
                aria-pressed={filter.type === type}
                onClick={() => onFilter({ ...filter, type: filter.type === type ? 'any' : type })}
              >
                <Icon name={type} title={t(`leads.type.${type}`)} />
              </button>
            ))}
          </div>
        </div>
      </div>
      {filter.quiet && <p className={styles.hint}>{t('leads.quietHint', { days: quietAfterDays })}</p>}
      {!listsAll && !isEmpty && filter.q === '' && !filter.quiet && (
        <p className={styles.hint}>{t('leads.opened')}</p>
      )}
    </>
  )
}
