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

/** Searches the notes of a timeline: a button that turns into a field, which stays while it contains text. */
export function NoteSearch({ leads, order }: NoteSearchProps) {
  const t = useMessages()
  const { q } = useRoute()
  const isPhone = useIsPhone()
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
    <search ref={container} className={styles.container} data-open={open || undefined} data-hit-steps>
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
        <Button
          size="s"
          aria-label={isPhone ? label : undefined}
          shortcut={isPhone ? undefined : '/'}
          aria-keyshortcuts="/"
          onClick={openField}
        >
          <Icon name="search" />
          {!isPhone && label}
        </Button>
      )}
    </search>
  )
}
