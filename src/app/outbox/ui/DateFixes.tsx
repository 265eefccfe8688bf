import { shiftInstant } from '../../../contract/instant.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { Button } from '../../shared/ui/Button.tsx'
import type { Operation } from '../operations/operation.ts'
import { useOutboxContext } from '../outbox-context.ts'

/**
 * Whether the service rejected a new event because of its date alone, so that an unchanged retry would be rejected too.
 */
export function isFixableByDate({ kind, state, unsure = false, problem }: Operation): boolean {
  const errors = problem?.details?.errors ?? []
  return (
    kind === 'create' &&
    state === 'refused' &&
    !unsure &&
    errors.length > 0 &&
    errors.every(({ field }) => field === 'date')
  )
}

interface DateFixesProps {
  readonly operation: Operation
  /** called before the fix, so that the focus can move elsewhere */
  readonly onFix?: () => void
}

/** Buttons that fix a rejected date: the current time, or just after the event that came in between. */
export function DateFixes({ operation, onFix }: DateFixesProps) {
  const t = useMessages()
  const { outbox } = useOutboxContext()
  if (operation.kind !== 'create' || !isFixableByDate(operation)) return null
  const { date: _, ...body } = operation.body
  const errors = operation.problem?.details?.errors ?? []
  const latest = errors.find(({ values }) => values?.['latest'] !== undefined)?.values?.['latest']
  const fix = (date: string | undefined) => {
    onFix?.()
    outbox.replace(operation.key, date === undefined ? body : { ...body, date })
  }
  return (
    <>
      <Button size="s" onClick={() => fix(undefined)}>
        {t('composer.mendNow')}
      </Button>
      {latest !== undefined && (
        <Button size="s" onClick={() => fix(shiftInstant(latest, 1))}>
          {t('composer.mendAfterLatest')}
        </Button>
      )}
    </>
  )
}
