import { useState } from 'react'
import { assigneeOptions } from './assignee-options.ts'
import { useMessages } from '../i18n/i18n.ts'
import { usePeople } from './use-people.ts'
import { usePersonNames } from './use-person-names.ts'
import { useSignedIn } from '../session/signed-in.ts'
import { Combobox } from '../ui/Combobox.tsx'

interface PersonFilterProps {
  readonly label: string
  /** an identifier, nothing for anybody */
  readonly value: string | undefined
  readonly onChange: (identifier: string | undefined) => void
}

/** Whose events: somebody of the application, found by name, any identifier that is typed, or anybody. */
export function PersonFilter({ label, value, onChange }: PersonFilterProps) {
  const t = useMessages()
  const names = usePersonNames()
  const me = useSignedIn().user
  const [typed, setTyped] = useState('')
  const anybody = { value: '', label: t('filter.anybody') }
  // what was chosen stands in the field as a name: it is no search then
  const chosen = value === undefined ? anybody : { value, label: names.full(value) }
  const q = typed === chosen.label ? '' : typed.trim()
  const { users, loading, failure } = usePeople(q)
  const unknown = loading ? t('composer.peopleLoading') : t('ui.noMatch')
  return (
    <Combobox
      label={label}
      placeholder={anybody.label}
      choices={[...(q === '' ? [anybody] : []), ...assigneeOptions({ users, me, q, t })]}
      value={value === undefined ? null : chosen}
      onChange={(choice) => onChange(choice.value === '' ? undefined : choice.value)}
      onType={setTyped}
      empty={failure === undefined ? unknown : t('composer.peopleFailed')}
    />
  )
}
