import type { Instant } from '../../../../contract/instant.ts'
import { useGetEventHistory } from '../../../shared/api/queries.ts'
import { useSignedIn } from '../../../shared/session/signed-in.ts'
import { NoteDiff } from '../../../shared/events/NoteDiff.tsx'
import { formatMoment } from '../../../shared/i18n/format-time.ts'
import { useMessages } from '../../../shared/i18n/i18n.ts'
import { useViewer } from '../../../shared/i18n/use-viewer.ts'
import { Button } from '../../../shared/ui/Button.tsx'
import { Icon } from '../../../shared/ui/Icon.tsx'
import { Time } from '../../../shared/ui/Time.tsx'
import type { EventVersion } from './note-draft.ts'
import styles from './VersionComparison.module.css'

/** The content of one version of an event; the date may be absent if it is unchanged. */
interface VersionContent {
  readonly note: string
  readonly date?: Instant | undefined
}

interface VersionComparisonProps {
  readonly event: number
  /** the common base: each version is shown with its differences from it */
  readonly base: VersionContent
  /** absent if the editor above shows it */
  readonly mine?: VersionContent
  readonly theirs: EventVersion
  readonly actions: ConflictActions
}

/** What the buttons do, in the order in which they are always displayed; one without an action is absent. */
interface ConflictActions {
  readonly keepMine: () => void
  readonly takeTheirs: () => void
  readonly keepBoth: (() => void) | undefined
  readonly editMine?: () => void
  readonly editTheirs: () => void
}

const conflictActions = ['keepMine', 'takeTheirs', 'keepBoth', 'editMine', 'editTheirs'] as const

/** A conflict between the user's edit and another user's: author, time, both versions, and buttons to resolve it. */
export function VersionComparison({ event, base, mine, theirs, actions }: VersionComparisonProps) {
  const t = useMessages()
  const viewer = useViewer()
  const author = useChangeAuthor(event, theirs.updateTime)
  return (
    <div className={styles.box} role="group" aria-label={t('conflict.title')}>
      {/* not assertive, so that a screen reader does not interrupt the user's typing */}
      <p className={styles.message} role="status">
        <Icon name="warning" />
        <span>
          <span>{`${t('conflict.who', { who: author ?? t('conflict.somebody') })}, `}</span>
          <Time instant={theirs.updateTime}>{formatMoment(theirs.updateTime, viewer)}</Time>
          <span>.</span>
        </span>
      </p>
      <div className={styles.texts}>
        {mine !== undefined && <Version name={t('conflict.mine')} base={base} content={mine} />}
        <Version
          name={author === undefined ? t('conflict.theirs') : t('conflict.of', { who: author })}
          base={base}
          content={{ note: theirs.note ?? '', date: theirs.date }}
        />
      </div>
      <div className={styles.actions}>
        {conflictActions.map((name) => {
          const act = actions[name]
          return (
            act !== undefined && (
              <Button key={name} size="s" variant={name.startsWith('edit') ? 'quiet' : 'plain'} onClick={act}>
                {t(`conflict.${name}`)}
              </Button>
            )
          )
        })}
      </div>
    </div>
  )
}

interface VersionProps {
  readonly name: string
  readonly base: VersionContent
  readonly content: VersionContent
}

function Version({ name, base, content }: VersionProps) {
  const t = useMessages()
  const viewer = useViewer()
  return (
    <section className={styles.version} aria-label={name}>
      <h3 className={styles.name}>{name}</h3>
      {content.date !== undefined && content.date !== base.date && (
        <p className={styles.date}>{formatMoment(content.date, viewer)}</p>
      )}
      {content.note === '' && base.note === '' ? (
        <p className={styles.date}>{t('event.noNote')}</p>
      ) : (
        <NoteDiff before={base.note} after={content.note} />
      )}
    </section>
  )
}

/** The name of the user who made the version with this `updateTime`; `undefined` while loading and if unknown. */
function useChangeAuthor(event: number, updateTime: Instant): string | undefined {
  const { capabilities } = useSignedIn()
  const { data } = useGetEventHistory(event, { enabled: capabilities.includes('history') })
  return data?.items.find((change) => change.updateTime === updateTime)?.changedBy.name
}
