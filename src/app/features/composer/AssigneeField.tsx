import { useState, useEffect, useRef } from 'react'
import { useController, type Control } from 'react-hook-form'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { usePersonNames } from '../../shared/people/use-person-names.ts'
import { useSignedIn } from '../../shared/session/signed-in.ts'
import { FieldError } from '../../shared/ui/FieldError.tsx'
import { Select } from '../../shared/ui/Select.tsx'
import styles from '../../shared/ui/InlineField.module.css'
import type { LeadContext, ComposerValues } from './composer-values.ts'
import { usePeople } from '../../shared/people/use-people.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { Combobox } from '../../shared/ui/Combobox.tsx'
import personFieldStyles from './Composer.module.css'
import { assigneeOptions } from '../../shared/people/assignee-options.ts'
import states from './PersonField.module.css'

const errorId = 'composer-assignee-fault'

interface AssigneeFieldProps {
  readonly control: Control<ComposerValues>
  readonly lead: LeadContext
  readonly error: string | undefined
}

/** The lead's assignee after this event: unchanged, the user, another user or none. A single choice excludes contradictions. */
export function AssigneeField({ control, lead, error }: AssigneeFieldProps) {
  const t = useMessages()
  const names = usePersonNames()
  const { field } = useController({ control, name: 'assignee' })
  const me = useSignedIn().user.id
  // a user who finds themselves in the search keeps the search field, because it has the focus
  const [searching, setSearching] = useState(false)
  const isMe = typeof field.value === 'object' && field.value.to === me && !searching
  const assigneeChoice = isMe ? 'me' : 'somebody'
  const value = typeof field.value === 'object' ? assigneeChoice : field.value
  const choices = [
    {
      value: 'keep',
      label:
        lead.leadAssignee === null
          ? t('composer.keepNobody')
          : t('composer.keep', { name: names.full(lead.leadAssignee) }),
      short:
        lead.leadAssignee === null
          ? t('composer.keepNobody')
          : t('composer.keep', { name: names.short(lead.leadAssignee) }),
    },
    // an option that matches the current assignee would change nothing
    ...(lead.leadAssignee === me && value !== 'me'
      ? []
      : [
          {
            value: 'me',
            label: t('composer.me'),
            description: names.full(me),
            short: t('composer.me'),
          } as const,
        ]),
    { value: 'somebody', label: t('composer.somebodyElse'), short: t('composer.somebody') },
    ...(lead.leadAssignee === null && value !== 'remove'
      ? []
      : [{ value: 'remove', label: t('composer.nobody') } as const]),
  ] as const
  const choose = (choice: (typeof choices)[number]['value']) => {
    setSearching(choice === 'somebody')
    if (choice === 'me') field.onChange({ to: me })
    else field.onChange(choice === 'somebody' ? { to: '' } : choice)
  }
  return (
    <span className={styles.field}>
      <Select
        label={t('composer.assignee')}
        groups={[{ choices }]}
        value={value}
        onChange={choose}
        invalid={error !== undefined}
        describedBy={errorId}
      />
      {typeof field.value === 'object' && !isMe && (
        <PersonField
          value={field.value.to}
          onChange={(to) => field.onChange({ to })}
          invalid={error !== undefined}
          describedBy={errorId}
          takesFocus={searching}
        />
      )}
      <FieldError id={errorId} message={error} />
    </span>
  )
}

interface PersonFieldProps {
  /** the selected identifier; empty if none is selected yet */
  readonly value: string
  readonly onChange: (identifier: string) => void
  readonly invalid: boolean
  readonly describedBy: string
  readonly takesFocus: boolean
}

/** Selects a user of the application, found by name, or any typed identifier. */
function PersonField({ value, onChange, invalid, describedBy, takesFocus }: PersonFieldProps) {
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
      <span ref={container} className={personFieldStyles.person}>
        <Combobox
          label={t('composer.person')}
          placeholder={t('composer.personHint')}
          choices={assigneeOptions({ users: users.filter(({ blocked }) => !blocked), me, q, names, t })}
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
          <span>{t('composer.peopleFailed')}</span>
          <Button size="s" variant="quiet" busy={failure.retrying} onClick={() => failure.retry()}>
            {t('ui.tryAgain')}
          </Button>
        </span>
      )}
    </>
  )
}
