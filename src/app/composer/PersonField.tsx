import { useEffect, useRef, useState } from 'react'
import { useMessages } from '../i18n/i18n.ts'
import { usePeople } from '../people/use-people.ts'
import { usePersonNames } from '../people/use-person-names.ts'
import { useSignedIn } from '../session/signed-in.ts'
import { Combobox } from '../ui/Combobox.tsx'
import styles from './Composer.module.css'
import { personChoices } from './person-choices.ts'

interface PersonFieldProps {
  /** the identifier chosen, empty for none yet */
  readonly value: string
  readonly onChange: (identifier: string) => void
  readonly invalid: boolean
  readonly describedBy: string
  readonly focused: boolean
}

/** Somebody of the application, found by name, or any identifier that is typed. */
export function PersonField({ value, onChange, invalid, describedBy, focused }: PersonFieldProps) {
  const t = useMessages()
  const names = usePersonNames()
  const me = useSignedIn().user
  const [typed, setTyped] = useState('')
  // what was chosen stands in the field as a name: it is no search then
  const q = value !== '' && typed === names.full(value) ? '' : typed.trim()
  const users = usePeople(q)
  const place = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    if (focused) place.current?.querySelector('input')?.focus()
  }, [focused])
  return (
    <span ref={place} className={styles.person}>
      <Combobox
        label={t('composer.person')}
        placeholder={t('composer.personHint')}
        choices={personChoices({ users, me, q, t })}
        value={value === '' ? null : { value, label: names.full(value) }}
        onChange={(choice) => onChange(choice.value)}
        onType={setTyped}
        empty={t('ui.noMatch')}
        invalid={invalid}
        describedBy={describedBy}
      />
    </span>
  )
}
