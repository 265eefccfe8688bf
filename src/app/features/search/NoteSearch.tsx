import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Ordering } from '../../../contract/paging.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { Icon } from '../../shared/ui/Icon.tsx'
import { useIsPhone } from '../../shared/ui/use-is-phone.ts'
import { onCommand } from '../../shared/ui/commands.ts'
import { useRoute } from '../../shared/router/route.ts'
import { TimelineSearch } from './TimelineSearch.tsx'
import styles from './NoteSearch.module.css'

interface NoteSearchProps {
  readonly leads: readonly string[]
  readonly order: Ordering
}

/** Finds words in the notes of a timeline: a button that becomes a field, and stays one while it holds words. */
export function NoteSearch({ leads, order }: NoteSearchProps) {
  const t = useMessages()
  const { q } = useRoute()
  const isPhone = useIsPhone()
  const words = t('search.open')
  const [asked, setAsked] = useState(false)
  const place = useRef<HTMLElement>(null)
  const open = asked || q !== ''
  const ask = () => {
    flushSync(() => setAsked(true))
    const field = place.current?.querySelector('input')
    field?.focus()
    field?.select()
  }
  const grant = useEffectEvent(ask)
  useEffect(() => onCommand('find-in-notes', () => grant()), [])
  return (
    // data-hit-steps: who goes from hit to hit keeps the focus here
    <search ref={place} className={styles.place} data-open={open || undefined} data-hit-steps>
      {open ? (
        <TimelineSearch
          leads={leads}
          order={order}
          onBlur={() => setAsked(false)}
          onClosed={() => {
            flushSync(() => setAsked(false))
            place.current?.querySelector('button')?.focus()
          }}
        />
      ) : (
        <Button
          size="s"
          aria-label={isPhone ? words : undefined}
          shortcut={isPhone ? undefined : '/'}
          aria-keyshortcuts="/"
          onClick={ask}
        >
          <Icon name="search" />
          {!isPhone && words}
        </Button>
      )}
    </search>
  )
}
