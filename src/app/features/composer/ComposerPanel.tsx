import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { useMessages } from '../../shared/i18n/i18n.ts'
import type { CreateOperation } from '../../outbox/operations/operation.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { Dialog } from '../../shared/ui/Dialog.tsx'
import { Composer } from './Composer.tsx'
import styles from './ComposerPanel.module.css'
import type { LeadContext } from './composer-values.ts'
import { excerpt } from '../../shared/leads/excerpt.ts'
import { leadDraft } from '../../outbox/drafts/draft-key.ts'
import { useDraft } from '../../outbox/outbox-context.ts'
import { personKey, personOf } from '../../shared/session/person.ts'
import { useSignedIn } from '../../shared/session/signed-in.ts'
import { usePageLayout } from '../../shared/ui/page-layout.ts'
import { onCommand } from '../../shared/ui/commands.ts'

interface ComposerPanelProps {
  readonly lead: LeadContext
  readonly fixing: CreateOperation | undefined
  /** the note takes the focus as soon as the composer is mounted */
  readonly takesFocus: boolean
  readonly onLogged: (key: string) => void
  readonly onPutAside: () => void
}

/**
 * The composer above the timeline; on a phone and in a short page, a bar at the foot that opens it in a sheet, and that
 * shows the beginning of a draft.
 */
export function ComposerPanel({ lead, fixing, takesFocus, onLogged, onPutAside }: ComposerPanelProps) {
  const t = useMessages()
  const { hasComposerBar } = usePageLayout()
  const [opened, setOpened] = useState(false)
  const [focusRequests, setFocusRequests] = useState(0)
  useEffect(
    () =>
      onCommand(`write ${lead.id}`, () => {
        setOpened(true)
        setFocusRequests((requests) => requests + 1)
      }),
    [lead.id],
  )
  const open = opened || fixing !== undefined
  const close = () => {
    setOpened(false)
    if (fixing !== undefined) onPutAside()
  }
  const composer = (
    <Composer
      key={fixing?.key ?? lead.id}
      lead={lead}
      fixing={fixing}
      focusRequests={takesFocus || hasComposerBar || opened ? focusRequests + 1 : focusRequests}
      onPutAside={close}
      onLogged={(key) => {
        setOpened(false)
        onLogged(key)
      }}
    />
  )
  if (!hasComposerBar) {
    return <InlineComposer onLeaveWithFocus={() => setOpened(true)}>{composer}</InlineComposer>
  }
  return (
    <>
      <ComposerBar lead={lead.id} onOpen={() => setOpened(true)} />
      {open && (
        <Dialog title={t('composer.title')} place="foot" onClose={close}>
          {composer}
        </Dialog>
      )}
    </>
  )
}

interface ComposerBarProps {
  readonly lead: string
  readonly onOpen: () => void
}

/** The bar at the foot of a timeline, which never hides that there is a draft. */
function ComposerBar({ lead, onOpen }: ComposerBarProps) {
  const t = useMessages()
  const { user } = useSignedIn()
  const draft = useDraft(leadDraft(personKey(personOf(user)), lead))
  const text = draft === undefined ? '' : excerpt(draft)
  return (
    <div className={styles.bar}>
      <button type="button" className={styles.open} onClick={onOpen}>
        {draft === undefined ? (
          <span className={styles.hint}>{t('composer.open')}</span>
        ) : (
          <span className={styles.draft}>
            <span className={styles.mark}>{`${t('composer.draft')}: `}</span>
            <span translate={text === '' ? undefined : 'no'}>{text || t('drafts.noText')}</span>
          </span>
        )}
      </button>
      {draft === undefined ? (
        <Button variant="primary" onClick={onOpen}>
          {t('composer.openShort')}
        </Button>
      ) : (
        <Button onClick={onOpen}>{t('composer.continue')}</Button>
      )}
    </div>
  )
}

interface InlineComposerProps {
  readonly children: ReactNode
  /** called if the composer is removed while it has the focus, because the page has become shorter */
  readonly onLeaveWithFocus: () => void
}

function InlineComposer({ children, onLeaveWithFocus }: InlineComposerProps) {
  const panel = useRef<HTMLDivElement>(null)
  const handleRemoval = useEffectEvent((element: HTMLElement | null) => {
    if (element?.contains(document.activeElement) === true) onLeaveWithFocus()
  })
  useLayoutEffect(() => {
    const element = panel.current
    return () => handleRemoval(element)
  }, [])
  return (
    <div ref={panel} className={styles.above}>
      <div className={styles.column}>{children}</div>
    </div>
  )
}
