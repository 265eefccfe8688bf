import type { ReactNode } from 'react'
import type { Instant } from '../../../../contract/instant.ts'
import { NoteDiff } from '../../../shared/events/NoteDiff.tsx'
import { formatMoment } from '../../../shared/i18n/format-time.ts'
import { useMessages } from '../../../shared/i18n/i18n.ts'
import { useViewer } from '../../../shared/i18n/use-viewer.ts'
import { Icon } from '../../../shared/ui/Icon.tsx'
import { Time } from '../../../shared/ui/Time.tsx'
import type { EventVersion } from './note-draft.ts'
import styles from './VersionComparison.module.css'
import { useChangeAuthor } from '../event/use-change-author.ts'

/** What somebody wants an event to say; the date where it is another one. */
interface Wanted {
  readonly note: string
  readonly date?: Instant | undefined
}

interface TwoVersionsProps {
  readonly event: number
  /** what both began from: each text is shown with what it changed of it */
  readonly base: Wanted
  /** absent where it stands in the field beside this */
  readonly mine?: Wanted
  readonly theirs: EventVersion
  /** the ways on */
  readonly children: ReactNode
}

/** Somebody else changed an event that the person changed, too: who, when, both texts, and the ways on. */
export function VersionComparison({ event, base, mine, theirs, children }: TwoVersionsProps) {
  const t = useMessages()
  const viewer = useViewer()
  const who = useChangeAuthor(event, theirs.updateTime)
  return (
    <div className={styles.box} role="group" aria-label={t('conflict.title')}>
      {/* not assertive: who is typing goes on typing */}
      <p className={styles.words} role="status">
        <Icon name="warning" />
        <span>
          {t('conflict.who', { who: who ?? t('conflict.somebody') })},{' '}
          <Time instant={theirs.updateTime}>{formatMoment(theirs.updateTime, viewer)}</Time>.
        </span>
      </p>
      <div className={styles.texts}>
        {mine !== undefined && <Version name={t('conflict.mine')} base={base} wanted={mine} />}
        <Version
          name={who === undefined ? t('conflict.theirs') : t('conflict.of', { who })}
          base={base}
          wanted={{ note: theirs.note ?? '', date: theirs.date }}
        />
      </div>
      <div className={styles.ways}>{children}</div>
    </div>
  )
}

interface VersionProps {
  readonly name: string
  readonly base: Wanted
  readonly wanted: Wanted
}

function Version({ name, base, wanted }: VersionProps) {
  const t = useMessages()
  const viewer = useViewer()
  return (
    <section className={styles.version} aria-label={name}>
      <h3 className={styles.name}>{name}</h3>
      {wanted.date !== undefined && wanted.date !== base.date && (
        <p className={styles.date}>{formatMoment(wanted.date, viewer)}</p>
      )}
      {wanted.note === '' && base.note === '' ? (
        <p className={styles.date}>{t('event.noNote')}</p>
      ) : (
        <NoteDiff before={base.note} after={wanted.note} />
      )}
    </section>
  )
}
