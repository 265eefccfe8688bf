import { useState } from 'react'
import { useController, type Control } from 'react-hook-form'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { assigneeOptions } from '../../shared/people/assignee-options.ts'
import { usePeople } from '../../shared/people/use-people.ts'
import { usePersonNames } from '../../shared/people/use-person-names.ts'
import { useSignedIn } from '../../shared/session/signed-in.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { FieldError } from '../../shared/ui/FieldError.tsx'
import { FilterSelect } from '../../shared/ui/FilterSelect.tsx'
import styles from '../../shared/ui/InlineField.module.css'
import type { SelectOption } from '../../shared/ui/select-option.ts'
import type { LeadContext, ComposerValues } from './composer-values.ts'
import states from './PersonField.module.css'

const errorId = 'composer-assignee-fault'

/** A choice of the list: to keep or remove the assignee, or a person's identifier after `to:`. */
type Choice = 'keep' | 'remove' | `to:${string}`

interface AssigneeFieldProps {
  readonly control: Control<ComposerValues>
  readonly lead: LeadContext
  readonly error: string | undefined
}

/**
 * The lead's assignee after this event: unchanged, the user, another user, any typed identifier, or none. A single choice
 * excludes contradictions.
 */
export function AssigneeField({ control, lead, error }: AssigneeFieldProps) {
  const t = useMessages()
  const names = usePersonNames()
  const { field } = useController({ control, name: 'assignee' })
  const me = useSignedIn().user
  const [filter, setFilter] = useState('')
  const q = filter.trim()
  const { users, loading, failure } = usePeople(q)
  const value = toChoice(field.value)
  const { leadAssignee } = lead
  const keep = (name: (id: string) => string) =>
    leadAssignee === null ? t('composer.keepNobody') : t('composer.keep', { name: name(leadAssignee) })
  const people = assigneeOptions({ users: users.filter(({ blocked }) => !blocked), me, q, names, t })
    // a choice that matches the current assignee would change nothing
    .filter((option) => option.value !== leadAssignee || value === `to:${option.value}`)
    .map((option): SelectOption<Choice> => ({ ...option, value: `to:${option.value}` }))
  const mine = `to:${me.id}` as const
  const others = q === '' ? people.filter((option) => option.value !== mine) : people
  const fixed: SelectOption<Choice>[] = [
    { value: 'keep', label: keep(names.full) },
    ...(leadAssignee === me.id && value !== mine
      ? []
      : [{ value: mine, label: t('composer.me'), description: names.full(me.id) }]),
    ...(leadAssignee === null && value !== 'remove'
      ? []
      : [{ value: 'remove', label: t('composer.nobody') } as const]),
  ]
  const shown = {
    keep: keep(names.short),
    remove: t('composer.nobody'),
    [mine]: t('composer.me'),
    // an earlier version of this page stored drafts with a person still to be chosen
    'to:': t('composer.somebody'),
  }[value]
  const emptyText = loading ? t('composer.peopleLoading') : t('ui.noMatch')
  return (
    <span className={styles.field}>
      <FilterSelect<Choice>
        label={t('composer.assignee')}
        selected={shown ?? names.short(value.slice('to:'.length))}
        value={value}
        onChange={(choice) => field.onChange(toValue(choice))}
        filter={filter}
        onFilter={setFilter}
        filterLabel={t('composer.person')}
        filterHint={t('composer.personHint')}
        groups={q === '' ? [{ choices: fixed }, { choices: others }] : [{ choices: others }]}
        empty={failure === undefined ? emptyText : t('composer.peopleFailed')}
        notice={
          failure !== undefined && (
            <span className={states.failed} role="alert">
              <span>{t('composer.peopleFailed')}</span>
              <Button
                size="s"
                variant="quiet"
                busy={failure.retrying}
                onClick={({ currentTarget }) => {
                  // the button disappears, and with its focus the list would close
                  currentTarget.closest('[role="dialog"]')?.querySelector('input')?.focus()
                  failure.retry()
                }}
              >
                {t('ui.tryAgain')}
              </Button>
            </span>
          )
        }
        invalid={error !== undefined}
        describedBy={errorId}
      />
      <FieldError id={errorId} message={error} />
    </span>
  )
}

function toChoice(assignee: ComposerValues['assignee']): Choice {
  return typeof assignee === 'object' ? `to:${assignee.to}` : assignee
}

function toValue(choice: Choice): ComposerValues['assignee'] {
  if (choice === 'keep' || choice === 'remove') return choice
  return { to: choice.slice('to:'.length) }
}
