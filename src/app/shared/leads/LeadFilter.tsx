import { useState } from 'react'
import { useGetLead, useListLeads } from '../api/queries.ts'
import { useMessages } from '../i18n/i18n.ts'
import { Combobox } from '../ui/Combobox.tsx'
import { useDebounced } from '../ui/use-debounced.ts'

/** Debounce delay in milliseconds: longer than the pause between keystrokes, too short to notice. */
const debounceMs = 150

interface LeadFilterProps {
  /** the lead's ID; `undefined` if none is chosen */
  readonly value: string | undefined
  /** the text of no choice; by default any lead */
  readonly unset?: string
  readonly onChange: (id: string | undefined) => void
}

/** Chooses one lead of the lead directory, found by name or ID, or none. */
export function LeadFilter({ value, unset, onChange }: LeadFilterProps) {
  const t = useMessages()
  const [typed, setTyped] = useState('')
  const anyLead = { value: '', label: unset ?? t('changeLog.anyLead') }
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
