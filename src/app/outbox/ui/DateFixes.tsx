import { shiftInstant } from '../../../contract/instant.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { Button } from '../../shared/ui/Button.tsx'
import type { Operation } from '../operations/operation.ts'
import { useOutboxContext } from '../outbox-context.ts'

/** Whether an event was refused for its date, so that another try as it stands would be, too. */
export function isFixableByDate({ kind, state, unsure = false, problem }: Operation): boolean {
  const faults = problem?.details?.errors ?? []
  return (
    kind === 'create' &&
    state === 'refused' &&
    !unsure &&
    faults.length > 0 &&
    faults.every(({ field }) => field === 'date')
  )
}

interface DateMendsProps {
  readonly operation: Operation
  /** called before, where the focus has to go elsewhere */
  readonly onMend?: () => void
}

/** The one-press mends of a refused date: now, or just after the event that came in between. */
export function DateFixes({ operation, onMend }: DateMendsProps) {
  const t = useMessages()
  const { outbox } = useOutboxContext()
  if (operation.kind !== 'create' || !isFixableByDate(operation)) return null
  const { date: _, ...body } = operation.body
  const faults = operation.problem?.details?.errors ?? []
  const latest = faults.find(({ values }) => values?.['latest'] !== undefined)?.values?.['latest']
  const mend = (date: string | undefined) => {
    onMend?.()
    outbox.replace(operation.key, date === undefined ? body : { ...body, date })
  }
  return (
    <>
      <Button size="s" onClick={() => mend(undefined)}>
        {t('composer.mendNow')}
      </Button>
      {latest !== undefined && (
        <Button size="s" onClick={() => mend(shiftInstant(latest, 1))}>
          {t('composer.mendAfterLatest')}
        </Button>
      )}
    </>
  )
}
