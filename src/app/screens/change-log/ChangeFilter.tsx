import { useState } from 'react'
import form from '../../shared/ui/FilterFields.module.css'
import { DayField } from '../../shared/dates/DayField.tsx'
import type { EventFilter } from '../../shared/event-model/event-filter.ts'
import { PersonFilter } from '../../shared/people/PersonFilter.tsx'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { currentRoute, navigate } from '../../shared/router/route.ts'
import styles from './change-log.module.css'
import { useGetLead, useListLeads } from '../../shared/api/queries.ts'
import { useDebounced } from '../../shared/ui/use-debounced.ts'
import { Combobox } from '../../shared/ui/Combobox.tsx'

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

/** Debounce delay in milliseconds: longer than the pause between keystrokes, too short to notice. */
const debounceMs = 150

interface LeadFilterProps {
  /** the lead's ID; `undefined` for any lead */
  readonly value: string | undefined
  readonly onChange: (id: string | undefined) => void
}

/** Filters by lead: one of the lead directory, found by name or ID, or any. */
function LeadFilter({ value, onChange }: LeadFilterProps) {
  const t = useMessages()
  const [typed, setTyped] = useState('')
  const anyLead = { value: '', label: t('changeLog.anyLead') }
  const name = useGetLead(value ?? '', { enabled: value !== undefined }).data?.item.name
  const selected = value === undefined ? anyLead : { value, label: name ?? value }
  // the field shows the name of the selected lead: that text is not a search
  const q = useDebounced(typed === selected.label ? '' : typed.trim(), debounceMs)
  const { data, isFetching, isError } = useListLeads({ q: q === '' ? undefined : q, sort: 'recent' })
  const matches = data?.pages[0]?.items ?? []
  const emptyText = isFetching ? t('leads.loading') : t(isError ? 'problem.unavailable' : 'ui.noMatch')
  return (
    <Combobox
      label={t('changeLog.lead')}
      placeholder={anyLead.label}
      choices={[
        ...(q === '' ? [anyLead] : []),
        ...matches.map((lead) => ({ value: lead.id, label: lead.name ?? lead.id, description: lead.id })),
      ]}
      value={value === undefined ? null : selected}
      onChange={(choice) => onChange(choice.value === '' ? undefined : choice.value)}
      onType={setTyped}
      empty={emptyText}
    />
  )
}
