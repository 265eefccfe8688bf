import { useEffect, useRef } from 'react'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { Select } from '../../shared/ui/Select.tsx'
import { statusColour } from '../../shared/ui/status-colour.ts'
import { useStatuses } from '../../shared/ui/statuses.ts'
import { DayField } from '../../shared/dates/DayField.tsx'
import { isFiltering, type EventFilter } from '../../shared/event-model/event-filter.ts'
import styles from '../../shared/ui/FilterFields.module.css'
import { PersonFilter } from '../../shared/people/PersonFilter.tsx'

interface FilterFormProps {
  readonly filter: EventFilter
  readonly onFilter: (filter: EventFilter) => void
}

/** The filters of a list; each choice applies immediately. */
export function FilterForm({ filter, onFilter }: FilterFormProps) {
  const t = useMessages()
  const form = useRef<HTMLDivElement>(null)
  const statuses = useStatuses() ?? []
  // includes hidden statuses: the composer does not offer them, but existing events can have them
  const labels = [
    ...new Set([
      ...statuses.map(({ label }) => label),
      ...(filter.status === undefined ? [] : [filter.status]),
    ]),
  ]
  useEffect(() => form.current?.querySelector<HTMLElement>('[role="combobox"]')?.focus(), [])
  return (
    <div ref={form} className={styles.form}>
      <span className={styles.status}>
        <Select
          label={t('filter.status')}
          groups={[
            { choices: [{ value: '', label: t('filter.any') }] },
            {
              choices: labels.map((label) => ({
                value: label,
                label,
                colour: statusColour(label, statuses),
              })),
            },
          ]}
          value={filter.status ?? ''}
          onChange={(status) => onFilter({ ...filter, status: status === '' ? undefined : status })}
        />
      </span>
      {(['owner', 'leadAssignee'] as const).map((part) => (
        <div key={part} className={styles.row}>
          {/* hidden, because the field has the same accessible name */}
          <span className={styles.name} aria-hidden="true">
            {t(`filter.${part}`)}
          </span>
          <div>
            <PersonFilter
              label={t(`filter.${part}`)}
              value={filter[part]}
              onChange={(person) => onFilter({ ...filter, [part]: person })}
            />
          </div>
        </div>
      ))}
      <div className={styles.days}>
        <DayField
          label={t('filter.from')}
          value={filter.from}
          onChange={(from) => onFilter({ ...filter, from })}
          notAfter={filter.to}
        />
        <DayField
          label={t('filter.to')}
          value={filter.to}
          onChange={(to) => onFilter({ ...filter, to })}
          notBefore={filter.from}
        />
      </div>
      {isFiltering(filter) && (
        <div className={styles.foot}>
          <Button
            size="s"
            variant="quiet"
            onClick={() => {
              // the button disappears with the filters, so the focus moves first
              form.current?.querySelector<HTMLElement>('[role="combobox"]')?.focus()
              onFilter({})
            }}
          >
            {t('filter.clear')}
          </Button>
        </div>
      )}
    </div>
  )
}
