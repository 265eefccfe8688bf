import { useController, type Control } from 'react-hook-form'
import type { LeadStatus } from '../../../contract/lead-status.ts'
import { nextStatuses } from '../../../contract/rules/next-statuses.ts'
import { useListStatuses } from '../../shared/api/queries.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import type { SelectOption } from '../../shared/ui/select-option.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { FieldError } from '../../shared/ui/FieldError.tsx'
import { Select } from '../../shared/ui/Select.tsx'
import { statusColour } from '../../shared/ui/status-colour.ts'
import styles from '../../shared/ui/InlineField.module.css'
import type { LeadContext, ComposerValues } from './composer-values.ts'
import states from './StatusField.module.css'

interface StatusFieldProps {
  readonly control: Control<ComposerValues>
  readonly lead: LeadContext
  readonly error: string | undefined
}

/** The value for “no change”: no label is empty. */
const noChange = ''

/** The status that the event sets: no change, the next step, the other steps, and the final statuses in their own group. */
export function StatusField({ control, lead, error }: StatusFieldProps) {
  const t = useMessages()
  const { field } = useController({ control, name: 'status' })
  const { data, isError, isFetching, refetch } = useListStatuses()
  const statuses = data?.items ?? []
  const { next, others, sinks } = nextStatuses(statuses, lead.status)
  const toOptions = (offered: readonly LeadStatus[]): SelectOption<string>[] =>
    offered.map(({ label }) => ({ value: label, label, colour: statusColour(label, statuses) }))
  const groups = [
    {
      choices: [
        {
          value: noChange,
          label: t('composer.noChange'),
          ...(lead.status !== null && {
            short: t('composer.staysStatus', { status: lead.status }),
            description: t('composer.staysStatus', { status: lead.status }),
            colour: statusColour(lead.status, statuses),
          }),
        },
      ],
    },
    // the status of a draft is shown before the list of statuses is loaded
    {
      choices: data === undefined && field.value !== null ? [{ value: field.value, label: field.value }] : [],
    },
    { heading: t('composer.nextStep'), choices: toOptions(next) },
    { heading: next.length > 0 ? t('composer.otherSteps') : t('composer.steps'), choices: toOptions(others) },
    { heading: t('composer.ends'), choices: toOptions(sinks) },
  ].filter((group) => group.choices.length > 0)
  return (
    <span className={styles.field}>
      <span className={states.list} aria-busy={(data === undefined && isFetching) || undefined}>
        <Select
          label={t('composer.status')}
          groups={groups}
          value={field.value ?? noChange}
          onChange={(status) => field.onChange(status === noChange ? null : status)}
          invalid={error !== undefined}
          describedBy={error === undefined ? undefined : 'composer-status-fault'}
        />
      </span>
      {data === undefined && isError && (
        <span className={states.failed} role="alert">
          <span>{t('composer.statusesFailed')}</span>
          <Button size="s" variant="quiet" busy={isFetching} onClick={() => void refetch()}>
            {t('ui.tryAgain')}
          </Button>
        </span>
      )}
      <FieldError id="composer-status-fault" message={error} />
    </span>
  )
}
