import { useMessages } from '../../../shared/i18n/i18n.ts'
import { DateFixes, isFixableByDate } from '../../../outbox/ui/DateFixes.tsx'
import type { CreateOperation } from '../../../outbox/operations/operation.ts'
import { useOutboxContext } from '../../../outbox/outbox-context.ts'
import { Button } from '../../../shared/ui/Button.tsx'
import { focusArticle, unsentArticleId } from '../../../shared/events/focus-event.ts'
import { SaveError } from './SaveError.tsx'

interface RefusedEventProps {
  readonly operation: CreateOperation
  /** brings the event back into the composer; absent where there is none */
  readonly onMend: ((key: string) => void) | undefined
  /** it is in the composer now */
  readonly mending: boolean
  readonly onDiscard: () => void
}

/**
 * Why a new event was refused, and the ways out. One that may have been saved by an earlier try is not mended: under
 * another key it would be saved twice.
 */
export function RejectedEvent({ operation, onMend, mending, onDiscard }: RefusedEventProps) {
  const t = useMessages()
  const { outbox } = useOutboxContext()
  const { key, unsure = false } = operation
  const hold = () => focusArticle(unsentArticleId(key))
  const retry = () => {
    hold()
    void outbox.retry(key)
  }
  return (
    <SaveError operation={operation}>
      {mending ? (
        <span>{t('timeline.mending')}</span>
      ) : (
        <>
          <DateFixes operation={operation} onFix={hold} />
          {!unsure && onMend !== undefined && (
            <Button size="s" onClick={() => onMend(key)}>
              {t('timeline.mend')}
            </Button>
          )}
          {!isFixableByDate(operation) && (
            <Button size="s" onClick={retry}>
              {t('timeline.retry')}
            </Button>
          )}
        </>
      )}
      <Button size="s" variant="quiet" onClick={onDiscard}>
        {unsure ? t('timeline.discardUnsure') : t('timeline.discard')}
      </Button>
    </SaveError>
  )
}
