import type { ReactElement } from 'react'
import { toInstant } from '../../../contract/instant.ts'
import { parseDraftKey } from '../../outbox/drafts/draft-key.ts'
import type { Operation } from '../../outbox/operations/operation.ts'
import { useDrafts, useOutbox } from '../../outbox/outbox-context.ts'
import type { Draft } from '../../outbox/storage/draft-storage.ts'
import { stateText, textOf } from '../../outbox/ui/outbox-words.ts'
import { useGetLead } from '../../shared/api/queries.ts'
import { formatShort } from '../../shared/i18n/format-time.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import { excerpt } from '../../shared/leads/excerpt.ts'
import { navigate, type RouteTarget } from '../../shared/router/route.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { dispatchCommand } from '../../shared/ui/commands.ts'
import { LeadLink } from '../../shared/ui/LeadLink.tsx'
import { HomeSection } from './HomeSection.tsx'
import section from './HomeSection.module.css'
import styles from './LeadRow.module.css'

/** The user's rejected and queued changes, then their drafts: worst first. Nothing if there are none. */
export function Unfinished() {
  const t = useMessages()
  const { operations } = useOutbox()
  const drafts = useDrafts()
  const refused = operations.filter(({ state }) => state === 'refused')
  const queued = operations.filter(({ state, problem }) => state === 'waiting' && problem !== undefined)
  const count = refused.length + queued.length + drafts.length
  if (count === 0) return null
  return (
    <HomeSection title={t('home.unfinished')} about={String(count)}>
      <ul>
        {[...refused, ...queued].map((operation) => (
          <UnsentRow key={operation.key} operation={operation} />
        ))}
        {drafts.map((draft) => (
          <DraftRow key={draft.place} draft={draft} />
        ))}
      </ul>
    </HomeSection>
  )
}

function UnsentRow({ operation }: { readonly operation: Operation }) {
  const t = useMessages()
  const viewer = useViewer()
  const { outbox } = useOutbox()
  const { key, lead, state } = operation
  const isRefused = state === 'refused'
  const to = { leads: [lead], ...(operation.kind !== 'create' && { event: operation.event.id }) }
  return (
    <UnfinishedRow
      lead={lead}
      to={to}
      state={
        <span className={isRefused ? styles.refused : section.about}>{stateText(operation, viewer, t)}</span>
      }
      text={textOf(operation, t)}
      action={isRefused ? t('home.fix') : t('home.sendNow')}
      onAction={() => {
        if (isRefused) navigate(to)
        else void outbox.retry(key)
      }}
    />
  )
}

function DraftRow({ draft }: { readonly draft: Draft }) {
  const t = useMessages()
  const viewer = useViewer()
  const { lead, eventId } = parseDraftKey(draft.place)
  const to = { leads: [lead], ...(eventId !== undefined && { event: eventId }) }
  const text = excerpt(draft.value, 160)
  return (
    <UnfinishedRow
      lead={lead}
      to={to}
      state={
        <span className={section.about}>
          {t('home.draft', { age: formatShort(toInstant(draft.at), viewer, t) })}
        </span>
      }
      text={text === '' ? t('drafts.noText') : text}
      action={t('home.continue')}
      onAction={() => {
        navigate(to)
        if (eventId === undefined) dispatchCommand(`write ${lead}`)
      }}
    />
  )
}

interface UnfinishedRowProps {
  readonly lead: string
  readonly to: RouteTarget
  readonly state: ReactElement
  readonly text: string
  readonly action: string
  readonly onAction: () => void
}

function UnfinishedRow({ lead, to, state, text, action, onAction }: UnfinishedRowProps) {
  const name = useGetLead(lead).data?.item.name ?? lead
  return (
    <li className={styles.unfinished}>
      <div className={styles.row}>
        <LeadLink to={to} name={name} />
        {state}
        <span className={styles.text} dir="auto" translate="no">
          {text}
        </span>
      </div>
      <Button size="s" onClick={onAction} aria-label={`${action}: ${name}`}>
        {action}
      </Button>
    </li>
  )
}
