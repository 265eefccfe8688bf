import { useState } from 'react'
import { toInstant } from '../../../contract/instant.ts'
import { useGetLead } from '../../shared/api/queries.ts'
import { formatShort } from '../../shared/i18n/format-time.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import type { Draft } from '../../outbox/storage/draft-storage.ts'
import { parseDraftKey } from '../../outbox/drafts/draft-key.ts'
import { useDrafts } from '../../outbox/outbox-context.ts'
import { Link } from '../../shared/ui/Link.tsx'
import { ShowAllButton } from '../../shared/ui/ShowAllButton.tsx'
import { Time } from '../../shared/ui/Time.tsx'
import styles from './DraftList.module.css'
import { excerpt } from '../../shared/leads/excerpt.ts'
import { Name } from '../../shared/ui/Name.tsx'

/** Number of drafts shown before the list is expanded: the picker's purpose is the list of leads. */
const collapsedCount = 3

interface DraftListProps {
  /** the displayed leads, whose drafts are visible in the composer */
  readonly current: readonly string[]
  readonly onOpen: (lead: string) => void
}

/** The user's drafts on other leads. */
export function DraftList({ current, onOpen }: DraftListProps) {
  const t = useMessages()
  const [isExpanded, setIsExpanded] = useState(false)
  const drafts = useDrafts().filter(({ place }) => !current.includes(parseDraftKey(place).lead))
  if (drafts.length === 0) return null
  return (
    <section className={styles.drafts} aria-labelledby="drafts">
      <h2 id="drafts" className={styles.title}>
        {t('drafts.title')}
      </h2>
      <ul>
        {drafts.slice(0, isExpanded ? undefined : collapsedCount).map((draft) => (
          <DraftItem key={draft.place} draft={draft} onOpen={onOpen} />
        ))}
      </ul>
      {drafts.length > collapsedCount && (
        <ShowAllButton
          isExpanded={isExpanded}
          onToggle={() => setIsExpanded(!isExpanded)}
          label={t('drafts.showAll', { count: drafts.length })}
        />
      )}
    </section>
  )
}

function DraftItem({ draft, onOpen }: { readonly draft: Draft; readonly onOpen: (lead: string) => void }) {
  const t = useMessages()
  const viewer = useViewer()
  const { lead, eventId } = parseDraftKey(draft.place)
  const name = useGetLead(lead).data?.item.name ?? lead
  const writtenAt = toInstant(draft.at)
  const text = excerpt(draft.value)
  return (
    <li>
      <Link
        to={{ leads: [lead], ...(eventId !== undefined && { event: eventId }) }}
        className={styles.draft}
        onClick={() => onOpen(lead)}
      >
        <span className={styles.row}>
          <Name className={styles.name}>{name}</Name>
          <span className={styles.age}>
            <Time instant={writtenAt}>{formatShort(writtenAt, viewer, t)}</Time>
          </span>
        </span>
        <span className={styles.excerpt} translate={text === '' ? undefined : 'no'}>
          {text || t('drafts.noText')}
        </span>
      </Link>
    </li>
  )
}
