import { useState } from 'react'
import { useGetLead, useListLeads } from '../../shared/api/queries.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { useDebounced } from '../../shared/ui/use-debounced.ts'
import { Combobox } from '../../shared/ui/Combobox.tsx'

/** Long enough for the next letter of somebody who types, too short to be waited for. */
const pause = 150

interface LeadFilterProps {
  /** its id, nothing for any */
  readonly value: string | undefined
  readonly onChange: (id: string | undefined) => void
}

/** Which lead: one of the directory, found by name or id, or any. */
export function LeadFilter({ value, onChange }: LeadFilterProps) {
  const t = useMessages()
  const [typed, setTyped] = useState('')
  const any = { value: '', label: t('activity.anyLead') }
  const name = useGetLead(value ?? '', { enabled: value !== undefined }).data?.item.name
  const chosen = value === undefined ? any : { value, label: name ?? value }
  // what was chosen stands in the field as a name: it is no search then
  const q = useDebounced(typed === chosen.label ? '' : typed.trim(), pause)
  const { data, isFetching, isError } = useListLeads({ q: q === '' ? undefined : q, sort: 'recent' })
  const found = data?.pages[0]?.items ?? []
  const none = isFetching ? t('leads.loading') : t(isError ? 'problem.unavailable' : 'ui.noMatch')
  return (
    <Combobox
      label={t('activity.lead')}
      placeholder={any.label}
      choices={[
        ...(q === '' ? [any] : []),
        ...found.map((lead) => ({ value: lead.id, label: lead.name ?? lead.id, description: lead.id })),
      ]}
      value={value === undefined ? null : chosen}
      onChange={(choice) => onChange(choice.value === '' ? undefined : choice.value)}
      onType={setTyped}
      empty={none}
    />
  )
}
