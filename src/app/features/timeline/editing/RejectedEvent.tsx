import { useMessages } from '../../../shared/i18n/i18n.ts'
import { DateFixes, isFixableByDate } from '../../../outbox/ui/DateFixes.tsx'
import type { CreateOperation } from '../../../outbox/operations/operation.ts'
import { useOutboxContext } from '../../../outbox/outbox-context.ts'
import { Button } from '../../../shared/ui/Button.tsx'
import { focusArticle, queuedArticleId } from '../../../shared/events/focus-event.ts'
import { SaveError } from './SaveError.tsx'

interface RejectedEventProps {
  readonly operation: CreateOperation
  /** opens the event in the composer */
  readonly onFix: (key: string) => void
  /** whether the event is in the composer now */
  readonly isFixing: boolean
  readonly onDiscard: () => void
}

/**
 * The error of a rejected event and the options. An event that an earlier attempt may have saved cannot be fixed: with
 * another key it would be saved twice.
 */
export function RejectedEvent({ operation, onFix, isFixing, onDiscard }: RejectedEventProps) {
  const t = useMessages()
  const { outbox } = useOutboxContext()
  const { key, unsure = false } = operation
  const keepFocus = () => focusArticle(queuedArticleId(key))
  const retry = () => {
    keepFocus()
    void outbox.retry(key)
  }
  return (
    <SaveError operation={operation}>
      {isFixing ? (
        <span>{t('timeline.mending')}</span>
      ) : (
        <>
          <DateFixes operation={operation} onFix={keepFocus} />
          {!unsure && (
            <Button size="s" onClick={() => onFix(key)}>
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
