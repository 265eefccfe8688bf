import { useGetLead, useListStatuses } from '../api/queries.ts'
import { useMessages } from '../i18n/i18n.ts'
import type { CreateOperation } from '../outbox/operation.ts'
import { useUnsent } from '../outbox/outbox-context.ts'
import { useSignedIn } from '../session/signed-in.ts'
import { Button } from '../ui/Button.tsx'
import { statusColour } from '../ui/status-colour.ts'
import { changesOf, changesOfUnsent } from './event-changes.ts'
import { EventChanges } from './EventChanges.tsx'
import { unsentDate } from './event-days.ts'
import { EventNote } from './EventNote.tsx'
import { EventRow, type RowPlace } from './EventRow.tsx'
import { focusArticle, focusNeighbour, unsentArticleId } from './focus-event.ts'
import { LeadName } from './LeadName.tsx'
import { NotSaved } from './NotSaved.tsx'
import { SavingMark } from './SavingMark.tsx'
import { useDiscard } from './use-discard.ts'

interface UnsentArticleProps {
  readonly operation: CreateOperation
  readonly place: RowPlace
  readonly namesLead: boolean
  readonly open: boolean
  readonly onToggle: () => void
  /** brings the event back into the composer; absent where there is none */
  readonly onMend: ((key: string) => void) | undefined
  /** it is in the composer now */
  readonly mending: boolean
}

/**
 * An event that was logged and is not yet saved: on its way, or refused with its reason and the ways out. One that
 * may have been saved is not mended: under another key it would be saved twice.
 */
export function UnsentArticle(props: UnsentArticleProps) {
  const { operation, place, namesLead, open, onToggle, onMend, mending } = props
  const t = useMessages()
  const { user } = useSignedIn()
  const { outbox } = useUnsent()
  const discard = useDiscard(operation)
  const statuses = useListStatuses().data?.items
  const lead = useGetLead(operation.lead).data?.item
  const { key, body, state, result, unsure = false } = operation
  const articleId = unsentArticleId(key)
  const refused = state === 'refused'
  const retry = () => {
    focusArticle(articleId)
    outbox.retry(key)
  }
  const drop = () => {
    focusNeighbour(articleId)
    discard()
  }
  return (
    <EventRow
      id={articleId}
      place={place}
      date={unsentDate(operation)}
      owner={user.name}
      colour={body.status === undefined ? undefined : statusColour(body.status, statuses)}
      busy={!refused}
      facts={
        <>
          {namesLead && <LeadName lead={operation.lead} />}
          <EventChanges changes={result === undefined ? changesOfUnsent(body, lead) : changesOf(result)} />
          <SavingMark state={state} />
        </>
      }
    >
      {body.note !== undefined && <EventNote note={body.note} open={open} onToggle={onToggle} />}
      {refused && (
        <NotSaved operation={operation}>
          {mending && <span>{t('timeline.mending')}</span>}
          {!mending && !unsure && onMend !== undefined && (
            <Button size="s" onClick={() => onMend(key)}>
              {t('timeline.mend')}
            </Button>
          )}
          {!mending && (
            <Button size="s" onClick={retry}>
              {t('timeline.retry')}
            </Button>
          )}
          <Button size="s" variant="quiet" onClick={drop}>
            {unsure ? t('timeline.discardUnsure') : t('timeline.discard')}
          </Button>
        </NotSaved>
      )}
    </EventRow>
  )
}
