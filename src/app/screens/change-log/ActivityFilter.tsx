import form from '../../shared/ui/FilterFields.module.css'
import { DayField } from '../../shared/dates/DayField.tsx'
import type { EventFilter } from '../../shared/event-model/event-filter.ts'
import { PersonFilter } from '../../shared/people/PersonFilter.tsx'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { currentRoute, navigate } from '../../shared/router/route.ts'
import styles from './activity.module.css'
import { LeadFilter } from './LeadFilter.tsx'

interface ActivityFilterProps {
  readonly lead: string | undefined
  readonly filter: EventFilter
}

/** What the activity is narrowed by: a person, a lead, days; each choice counts at once, and is in the address. */
export function ActivityFilter({ lead, filter }: ActivityFilterProps) {
  const t = useMessages()
  return (
    <search className={styles.filter} aria-label={t('activity.filter')}>
      <div className={form.day}>
        <span className={form.name} aria-hidden="true">
          {t('activity.by')}
        </span>
        <div>
          <PersonFilter
            label={t('activity.by')}
            value={filter.owner}
            onChange={(owner) => narrow({ owner })}
          />
        </div>
      </div>
      <div className={form.day}>
        <span className={form.name} aria-hidden="true">
          {t('activity.lead')}
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
        onChange={(from) => narrow({ from })}
        notAfter={filter.to}
      />
      <DayField
        label={t('filter.to')}
        value={filter.to}
        onChange={(to) => narrow({ to })}
        notBefore={filter.from}
      />
    </search>
  )
}

function narrow(part: EventFilter): void {
  const before = currentRoute()
  navigate({ ...before, filter: { ...before.filter, ...part } })
}
