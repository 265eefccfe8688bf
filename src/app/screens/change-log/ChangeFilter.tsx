import form from '../../shared/ui/FilterFields.module.css'
import { DayField } from '../../shared/dates/DayField.tsx'
import type { EventFilter } from '../../shared/event-model/event-filter.ts'
import { PersonFilter } from '../../shared/people/PersonFilter.tsx'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { currentRoute, navigate } from '../../shared/router/route.ts'
import styles from './change-log.module.css'
import { LeadFilter } from '../../shared/leads/LeadFilter.tsx'

interface ChangeFilterProps {
  readonly lead: string | undefined
  readonly filter: EventFilter
}

/** Filters the change log by user, lead and days. Each choice applies immediately and is part of the URL. */
export function ChangeFilter({ lead, filter }: ChangeFilterProps) {
  const t = useMessages()
  return (
    <search className={styles.filter} aria-label={t('changeLog.filter')}>
      <div className={form.day}>
        <span className={form.name} aria-hidden="true">
          {t('changeLog.by')}
        </span>
        <div>
          <PersonFilter
            label={t('changeLog.by')}
            value={filter.owner}
            onChange={(owner) => updateFilter({ owner })}
          />
        </div>
      </div>
      <div className={form.day}>
        <span className={form.name} aria-hidden="true">
          {t('changeLog.lead')}
        </span>
        <div>
          <LeadFilter
            value={lead}
            onChange={(id) => navigate({ ...currentRoute(), leads: id === undefined ? [] : [id] })}
          />
        </div>
      </div>
      <DayField
        label={t('filter.from')}
        value={filter.from}
        onChange={(from) => updateFilter({ from })}
        notAfter={filter.to}
      />
      <DayField
        label={t('filter.to')}
        value={filter.to}
        onChange={(to) => updateFilter({ to })}
        notBefore={filter.from}
      />
    </search>
  )
}

function updateFilter(part: EventFilter): void {
  const route = currentRoute()
  navigate({ ...route, filter: { ...route.filter, ...part } })
}
