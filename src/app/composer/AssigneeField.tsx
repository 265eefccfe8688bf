import { useState } from 'react'
import { useController, type Control } from 'react-hook-form'
import { useMessages } from '../i18n/i18n.ts'
import { usePersonNames } from '../people/use-person-names.ts'
import { FieldFaultText } from '../ui/FieldFaultText.tsx'
import { Select } from '../ui/Select.tsx'
import styles from './Composer.module.css'
import type { ComposerLead, ComposerValues } from './composer-values.ts'
import { PersonField } from './PersonField.tsx'

const faultId = 'composer-assignee-fault'

interface AssigneeFieldProps {
  readonly control: Control<ComposerValues>
  readonly lead: ComposerLead
  readonly fault: string | undefined
}

/** Who has the lead after this event: who has it now, somebody else, or nobody. One choice, so never two. */
export function AssigneeField({ control, lead, fault }: AssigneeFieldProps) {
  const t = useMessages()
  const names = usePersonNames()
  const { field } = useController({ control, name: 'assignee' })
  const [opened, setOpened] = useState(false)
  const value = typeof field.value === 'object' ? 'somebody' : field.value
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
    { value: 'somebody', label: t('composer.somebodyElse'), short: t('composer.somebody') },
    { value: 'remove', label: t('composer.nobody') },
  ] as const
  return (
    <span className={styles.field} data-joined={value === 'somebody'}>
      <Select
        label={t('composer.assignee')}
        groups={[{ choices }]}
        value={value}
        onChange={(choice) => {
          setOpened(choice === 'somebody')
          field.onChange(choice === 'somebody' ? { to: '' } : choice)
        }}
        invalid={fault !== undefined}
        describedBy={faultId}
      />
      {typeof field.value === 'object' && (
        <PersonField
          value={field.value.to}
          onChange={(to) => field.onChange({ to })}
          invalid={fault !== undefined}
          describedBy={faultId}
          focused={opened}
        />
      )}
      <FieldFaultText id={faultId} words={fault} />
    </span>
  )
}
