import {
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
  type ReactElement,
  type ReactNode,
} from 'react'
import { useMessages } from '../../shared/i18n/i18n.ts'
import type { CreateOperation } from '../../outbox/operations/operation.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { Dialog } from '../../shared/ui/Dialog.tsx'
import type { Elements } from '../../shared/ui/elements.ts'
import { Composer } from './Composer.tsx'
import composerStyles from './Composer.module.css'
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
  /** the leads in view */
  readonly leads: readonly string[]
  /** the lead to log an event on; `undefined` until one of several leads is chosen */
  readonly lead: LeadContext | undefined
  /** chooses the lead, in a view of several leads */
  readonly leadField?: ReactElement | undefined
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
export function ComposerPanel(props: ComposerPanelProps) {
  const { leads, lead, leadField, fixing, takesFocus, onLogged, onPutAside } = props
  const t = useMessages()
  const { hasComposerBar } = usePageLayout()
  const [opened, setOpened] = useState(false)
  const [focusRequests, setFocusRequests] = useState(0)
  const view = leads.join()
  useEffect(
    () =>
      onCommand(`write ${view}`, () => {
        setOpened(true)
        setFocusRequests((requests) => requests + 1)
      }),
    [view],
  )
  const open = opened || fixing !== undefined
  const close = () => {
    setOpened(false)
    if (fixing !== undefined) onPutAside()
  }
  const allFocusRequests = takesFocus || hasComposerBar || opened ? focusRequests + 1 : focusRequests
  const composer =
    lead === undefined ? (
      <LeadChoice focusRequests={allFocusRequests}>{leadField}</LeadChoice>
    ) : (
      <Composer
        key={fixing?.key ?? lead.id}
        lead={lead}
        leadField={leadField}
        fixing={fixing}
        focusRequests={allFocusRequests}
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
      <ComposerBar lead={lead?.id} onOpen={() => setOpened(true)} />
      {open && (
        <Dialog title={t('composer.title')} place="foot" onClose={close}>
          {composer}
        </Dialog>
      )}
    </>
  )
}

interface LeadChoiceProps {
  readonly children: Elements
  /** number of requests to focus the field */
  readonly focusRequests: number
}

/** The composer before the lead is chosen: the field alone, because the other fields depend on the lead. */
function LeadChoice({ children, focusRequests }: LeadChoiceProps) {
  const t = useMessages()
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (focusRequests > 0) form.current?.querySelector<HTMLElement>('[role="combobox"]')?.focus()
  }, [focusRequests])
  return (
    <form ref={form} aria-label={t('composer.title')} className={composerStyles.form} data-empty>
      <div className={composerStyles.lead}>
        <span className={composerStyles.prompt}>{t('composer.title')}</span>
        {children}
      </div>
    </form>
  )
}

interface ComposerBarProps {
  /** `undefined` until one of several leads is chosen */
  readonly lead: string | undefined
  readonly onOpen: () => void
}

/** The bar at the foot of a timeline, which never hides that there is a draft. */
function ComposerBar({ lead, onOpen }: ComposerBarProps) {
  const t = useMessages()
  const { user } = useSignedIn()
  const draft = useDraft(leadDraft(personKey(personOf(user)), lead ?? ''))
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
