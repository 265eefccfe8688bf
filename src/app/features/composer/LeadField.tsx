import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { matchesName, parseNameSearch } from '../../../contract/search/name-search.ts'
import { leadDraft } from '../../outbox/drafts/draft-key.ts'
import { useDrafts } from '../../outbox/outbox-context.ts'
import { leadQueries } from '../../shared/api/queries.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { personKey, personOf } from '../../shared/session/person.ts'
import { useSignedIn } from '../../shared/session/signed-in.ts'
import { FilterSelect } from '../../shared/ui/FilterSelect.tsx'
import type { SelectOption } from '../../shared/ui/select-option.ts'
import { statusColour } from '../../shared/ui/status-colour.ts'
import { useStatuses } from '../../shared/ui/statuses.ts'

/** The number of leads whose names are loaded for the list; further ones have their names if these are loaded already. */
const maxNamed = 50

interface LeadFieldProps {
  /** the leads in view */
  readonly leads: readonly string[]
  /** the chosen lead; `undefined` until one is chosen */
  readonly value: string | undefined
  readonly onChange: (lead: string) => void
}

/** The lead that an event is logged on, in a view of several leads. A lead with a draft is marked. */
export function LeadField({ leads, value, onChange }: LeadFieldProps) {
  const t = useMessages()
  const statuses = useStatuses()
  const person = personKey(personOf(useSignedIn().user))
  const drafts = new Set(useDrafts().map(({ place }) => place))
  const [filter, setFilter] = useState('')
  const queries = useQueries({
    queries: leads.map((id, index) => ({ ...leadQueries.detail(id), enabled: index < maxNamed })),
  })
  const terms = parseNameSearch(filter)
  const choices = leads.flatMap((id, index): SelectOption<string>[] => {
    const lead = queries[index]?.data?.item
    const name = lead?.name ?? id
    if (filter.trim() !== '' && !matchesName([name, id], terms)) return []
    const status = lead?.status ?? undefined
    const facts = [status, ...(drafts.has(leadDraft(person, id)) ? [t('composer.draft')] : [])]
    return [
      {
        value: id,
        label: name,
        isName: true,
        description: facts.filter((fact) => fact !== undefined).join(' · ') || undefined,
        colour: status === undefined ? undefined : statusColour(status, statuses),
      },
    ]
  })
  const chosen = value === undefined ? undefined : queries[leads.indexOf(value)]?.data?.item.name
  return (
    <FilterSelect
      label={t('composer.on')}
      selected={value === undefined ? t('composer.chooseLead') : (chosen ?? value)}
      value={value ?? ''}
      onChange={onChange}
      filter={filter}
      onFilter={setFilter}
      filterLabel={t('composer.findLead')}
      filterHint={t('composer.personHint')}
      groups={[{ choices }]}
      empty={t('ui.noMatch')}
    />
  )
}
