import { useState } from 'react'
import { useController, type Control } from 'react-hook-form'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { usePersonNames } from '../../shared/people/use-person-names.ts'
import { useSignedIn } from '../../shared/session/signed-in.ts'
import { FieldError } from '../../shared/ui/FieldError.tsx'
import { Select } from '../../shared/ui/Select.tsx'
import styles from '../../shared/ui/InlineField.module.css'
import type { LeadContext, ComposerValues } from './composer-values.ts'
import { PersonField } from './PersonField.tsx'

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
