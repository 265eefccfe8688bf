import { useState } from 'react'
import { useGetLead, useListLeads } from '../../shared/api/queries.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { useDebounced } from '../../shared/ui/use-debounced.ts'
import { Combobox } from '../../shared/ui/Combobox.tsx'

/** Debounce delay in milliseconds: longer than the pause between keystrokes, too short to notice. */
const debounceMs = 150

interface LeadFilterProps {
  /** the lead's ID; `undefined` for any lead */
  readonly value: string | undefined
  readonly onChange: (id: string | undefined) => void
}

/** Filters by lead: one of the lead directory, found by name or ID, or any. */
export function LeadFilter({ value, onChange }: LeadFilterProps) {
  const t = useMessages()
  const [typed, setTyped] = useState('')
  const anyLead = { value: '', label: t('activity.anyLead') }
  const name = useGetLead(value ?? '', { enabled: value !== undefined }).data?.item.name
  const selected = value === undefined ? anyLead : { value, label: name ?? value }
  // the field shows the name of the selected lead: that text is not a search
  const q = useDebounced(typed === selected.label ? '' : typed.trim(), debounceMs)
  const { data, isFetching, isError } = useListLeads({ q: q === '' ? undefined : q, sort: 'recent' })
  const matches = data?.pages[0]?.items ?? []
  const emptyText = isFetching ? t('leads.loading') : t(isError ? 'problem.unavailable' : 'ui.noMatch')
  return (
    <Combobox
      label={t('activity.lead')}
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
