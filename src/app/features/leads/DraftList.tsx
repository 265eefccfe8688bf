import { useState } from 'react'
import { toInstant } from '../../../contract/instant.ts'
import { useGetLead } from '../../shared/api/queries.ts'
import { formatShort } from '../../shared/i18n/format-time.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import type { Draft } from '../../outbox/storage/draft-storage.ts'
import { parseDraftKey } from '../../outbox/drafts/draft-key.ts'
import { useDrafts } from '../../outbox/outbox-context.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { Link } from '../../shared/ui/Link.tsx'
import { Time } from '../../shared/ui/Time.tsx'
import styles from './DraftList.module.css'
import { excerpt } from '../../shared/leads/excerpt.ts'

/** Drafts that are listed before somebody wants all of them: the list of leads is what the picker is for. */
const few = 3

interface DraftListProps {
  /** the leads in sight, whose drafts are in sight, too */
  readonly current: readonly string[]
  readonly onOpen: (lead: string) => void
}

/** What the person began to write on other leads and has not logged. */
export function DraftList({ current, onOpen }: DraftListProps) {
  const t = useMessages()
  const [all, setAll] = useState(false)
  const drafts = useDrafts().filter(({ place }) => !current.includes(parseDraftKey(place).lead))
  if (drafts.length === 0) return null
  return (
    <section className={styles.drafts} aria-labelledby="drafts">
      <h2 id="drafts" className={styles.title}>
        {t('drafts.title')}
      </h2>
      <ul className={styles.list}>
        {drafts.slice(0, all ? undefined : few).map((draft) => (
          <DraftItem key={draft.place} draft={draft} onOpen={onOpen} />
        ))}
      </ul>
      {drafts.length > few && (
        <Button variant="quiet" size="s" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('timeline.showLess') : t('drafts.showAll', { count: drafts.length })}
        </Button>
      )}
    </section>
  )
}

function DraftItem({ draft, onOpen }: { readonly draft: Draft; readonly onOpen: (lead: string) => void }) {
  const t = useMessages()
  const viewer = useViewer()
  const { kind, lead, event = '' } = parseDraftKey(draft.place)
  const name = useGetLead(lead).data?.item.name ?? lead
  const written = toInstant(draft.at)
  // the key of a row that is not sent is no event's id
  const id = kind === 'note' && /^\d{1,15}$/.test(event) ? Number(event) : undefined
  return (
    <li>
      <Link
        to={{ leads: [lead], ...(id !== undefined && { event: id }) }}
        className={styles.draft}
        onClick={() => onOpen(lead)}
      >
        <span className={styles.row}>
          <bdi className={styles.name}>{name}</bdi>
          <span className={styles.age}>
            <Time instant={written}>{formatShort(written, viewer, t)}</Time>
          </span>
        </span>
        <span className={styles.words}>{excerpt(draft.value) || t('drafts.noText')}</span>
      </Link>
    </li>
  )
}
