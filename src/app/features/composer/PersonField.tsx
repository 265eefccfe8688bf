import { useEffect, useRef, useState } from 'react'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { usePeople } from '../../shared/people/use-people.ts'
import { usePersonNames } from '../../shared/people/use-person-names.ts'
import { useSignedIn } from '../../shared/session/signed-in.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { Combobox } from '../../shared/ui/Combobox.tsx'
import styles from './Composer.module.css'
import { assigneeOptions } from '../../shared/people/assignee-options.ts'
import states from './PersonField.module.css'

interface PersonFieldProps {
  /** the selected identifier; empty if none is selected yet */
  readonly value: string
  readonly onChange: (identifier: string) => void
  readonly invalid: boolean
  readonly describedBy: string
  readonly takesFocus: boolean
}

/** Selects a user of the application, found by name, or any typed identifier. */
export function PersonField({ value, onChange, invalid, describedBy, takesFocus }: PersonFieldProps) {
  const t = useMessages()
  const names = usePersonNames()
  const me = useSignedIn().user
  const [typed, setTyped] = useState('')
  // the field shows the name of the selected person: that text is not a search
  const q = value !== '' && typed === names.full(value) ? '' : typed.trim()
  const { users, loading, failure } = usePeople(q)
  const emptyText = loading ? t('composer.peopleLoading') : t('ui.noMatch')
  const status = failure === undefined ? emptyText : t('composer.peopleFailed')
  const container = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    if (takesFocus) container.current?.querySelector('input')?.focus()
  }, [takesFocus])
  return (
    <>
      <span ref={container} className={styles.person}>
        <Combobox
          label={t('composer.person')}
          placeholder={t('composer.personHint')}
          choices={assigneeOptions({ users: users.filter(({ blocked }) => !blocked), me, q, t })}
          value={value === '' ? null : { value, label: names.full(value) }}
          onChange={(choice) => onChange(choice.value)}
          onType={setTyped}
          empty={status}
          invalid={invalid}
          describedBy={describedBy}
        />
      </span>
      {failure !== undefined && (
        <span className={states.failed} role="alert">
          {t('composer.peopleFailed')}
          <Button size="s" variant="quiet" busy={failure.retrying} onClick={() => failure.retry()}>
            {t('ui.tryAgain')}
          </Button>
        </span>
      )}
    </>
  )
}
