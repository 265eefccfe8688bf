import { useState } from 'react'
import { assigneeOptions } from './assignee-options.ts'
import { useMessages } from '../i18n/i18n.ts'
import { usePeople } from './use-people.ts'
import { usePersonNames } from './use-person-names.ts'
import { useSignedIn } from '../session/signed-in.ts'
import { Combobox } from '../ui/Combobox.tsx'

interface PersonFilterProps {
  readonly label: string
  /** an identifier; `undefined` for all people */
  readonly value: string | undefined
  /** the text of no choice; by default all people */
  readonly unset?: string
  readonly onChange: (identifier: string | undefined) => void
  /** returns the number of entries of a person, or of all people */
  readonly countOf?: (identifier: string | undefined) => string | undefined
}

/** Filter by person: a person of the application, found by name, or any typed identifier, or all people. */
export function PersonFilter({ label, value, unset, onChange, countOf }: PersonFilterProps) {
  const t = useMessages()
  const names = usePersonNames()
  const me = useSignedIn().user
  const [typed, setTyped] = useState('')
  const allPeople = { value: '', label: unset ?? t('filter.anybody'), count: countOf?.(undefined) }
  // the field shows the chosen person's name, which is not a search
  const chosen = value === undefined ? allPeople : { value, label: names.full(value) }
  const q = typed === chosen.label ? '' : typed.trim()
  const { users, loading, failure } = usePeople(q)
  const emptyText = loading ? t('composer.peopleLoading') : t('ui.noMatch')
  return (
    <Combobox
      label={label}
      placeholder={allPeople.label}
      choices={[
        ...(q === '' ? [allPeople] : []),
        ...assigneeOptions({ users, me, q, names, t }).map((option) => ({
          ...option,
          count: countOf?.(option.value),
        })),
      ]}
      value={value === undefined ? null : chosen}
      onChange={(choice) => onChange(choice.value === '' ? undefined : choice.value)}
      onType={setTyped}
      empty={failure === undefined ? emptyText : t('composer.peopleFailed')}
    />
  )
}
