import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Ordering } from '../../../contract/paging.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { Icon } from '../../shared/ui/Icon.tsx'
import { Kbd } from '../../shared/ui/Kbd.tsx'
import { onCommand } from '../../shared/ui/commands.ts'
import { useRoute, currentRoute, navigate } from '../../shared/router/route.ts'
import styles from './NoteSearch.module.css'
import { searchTerms } from '../../shared/event-model/event-filter.ts'
import { focusEvent } from '../../shared/events/focus-event.ts'
import { NoteSearchField } from './NoteSearchField.tsx'
import { useMatches, type Matches } from './use-matches.ts'
import { problemMessage } from '../../shared/i18n/problem-message.ts'
import { toProblem } from '../../shared/api/problems.ts'

interface NoteSearchProps {
  readonly leads: readonly string[]
  readonly order: Ordering
}

/** Searches the notes of a timeline: a button that turns into a field, which stays while it contains text. */
export function NoteSearch({ leads, order }: NoteSearchProps) {
  const t = useMessages()
  const { q } = useRoute()
  const label = t('search.open')
  const [isOpened, setIsOpened] = useState(false)
  const container = useRef<HTMLElement>(null)
  const open = isOpened || q !== ''
  const openField = () => {
    flushSync(() => setIsOpened(true))
    const field = container.current?.querySelector('input')
    field?.focus()
    field?.select()
  }
  const handleCommand = useEffectEvent(openField)
  useEffect(() => onCommand('find-in-notes', () => handleCommand()), [])
  return (
    // data-hit-steps: the focus stays here while the user steps through the matches
    <search
      ref={container}
      className={styles.container}
      aria-label={label}
      data-open={open || undefined}
      data-hit-steps
    >
      {open ? (
        <TimelineSearch
          leads={leads}
          order={order}
          onBlur={() => setIsOpened(false)}
          onClosed={() => {
            flushSync(() => setIsOpened(false))
            container.current?.querySelector('button')?.focus()
          }}
        />
      ) : (
        <Button size="s" aria-label={label} aria-keyshortcuts="/" onClick={openField}>
          <Icon name="search" />
          <span className={styles.word}>
            <span>{label}</span>
            <Kbd>/</Kbd>
          </span>
        </Button>
      )}
    </search>
  )
}

interface TimelineSearchProps {
  readonly leads: readonly string[]
  readonly order: Ordering
  readonly onBlur: () => void
  /** called when the search was closed */
  readonly onClosed: () => void
}

/** The search field of a timeline, and the navigation between its matches. */
function TimelineSearch({ leads, order, onBlur, onClosed }: TimelineSearchProps) {
  const t = useMessages()
  const { q, event } = useRoute()
  const matches = useMatches(leads, order)
  const close = () => {
    search('')
    onClosed()
  }
  return (
    <>
      <NoteSearchField
        label={t('search.open')}
        value={q}
        onSearch={search}
        onEnter={(back) => void matches.step(back ? -1 : 1)}
        onEscape={() => {
          if (q !== '' && event !== undefined) focusEvent(event)
          else close()
        }}
        onClear={close}
        onBlur={onBlur}
      />
      {q !== '' &&
        (searchTerms(q) === undefined ? (
          <output className={styles.error}>{t('problem.field.no_word')}</output>
        ) : (
          <MatchNavigation matches={matches} />
        ))}
    </>
  )
}

/** Sets the search text. All keystrokes of one search together are one entry of the browser history. */
function search(q: string): void {
  const { q: previousText, matchesOnly, ...rest } = currentRoute()
  navigate({ ...rest, q, matchesOnly: q !== '' && matchesOnly }, { replace: previousText !== '' && q !== '' })
}

/** The number of matching notes and the current one, and buttons for the previous, the next, and only the matches. */
function MatchNavigation({ matches }: { readonly matches: Matches }) {
  const t = useMessages()
  const { matchesOnly } = useRoute()
  const { count, index, error, retry, step, stepping } = matches
  if (error !== null) {
    return (
      <span className={styles.steps} role="alert">
        <span className={styles.error}>{problemMessage(toProblem(error), t)}</span>
        <Button size="s" onClick={() => void retry()}>
          {t('ui.tryAgain')}
        </Button>
      </span>
    )
  }
  const total = index === undefined ? t('search.hits', { count: count ?? 0 }) : undefined
  return (
    <span className={styles.steps}>
      <output className={styles.count}>
        {count !== undefined && (total ?? t('search.place', { place: (index ?? 0) + 1, count }))}
      </output>
      {([-1, 1] as const).map((by) => (
        <Button
          key={by}
          size="s"
          variant="quiet"
          aria-label={t(by < 0 ? 'search.previous' : 'search.next')}
          busy={stepping}
          aria-disabled={count === 0}
          onClick={() => void step(by)}
        >
          <Icon name={by < 0 ? 'up' : 'down'} title={t(by < 0 ? 'search.previousKeys' : 'search.nextKeys')} />
        </Button>
      ))}
      <Button
        size="s"
        variant="quiet"
        aria-pressed={matchesOnly}
        onClick={() => navigate({ ...currentRoute(), matchesOnly: !matchesOnly })}
      >
        {t('search.only')}
      </Button>
    </span>
  )
}
