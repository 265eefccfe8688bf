import { Suspense, useEffect, useId, useLayoutEffect, useState } from 'react'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { Icon } from '../../shared/ui/Icon.tsx'
import { lazyComponent } from '../../shared/ui/lazy.ts'
import { menuAround } from '../../shared/ui/menu-around.ts'
import { usePopupPlacement } from '../../shared/ui/use-popup-placement.ts'
import { onCommand } from '../../shared/ui/commands.ts'
import type { EventFilter } from '../../shared/event-model/event-filter.ts'
import styles from './FilterControl.module.css'

// few visits use a filter
const FilterForm = lazyComponent(async () => (await import('./FilterForm.tsx')).FilterForm)

interface FilterControlProps {
  readonly filter: EventFilter
  readonly onFilter: (filter: EventFilter) => void
}

/** The button that opens the filters of a list; `ActiveFilters` shows those in use. */
export function FilterControl({ filter, onFilter }: FilterControlProps) {
  const t = useMessages()
  const id = useId()
  const [open, setOpen] = useState(false)
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [popup, setPopup] = useState<HTMLElement | null>(null)
  useLayoutEffect(() => popup?.showPopover(), [popup])
  usePopupPlacement(open, anchor, popup)
  useEffect(
    () =>
      onCommand('filter', () => {
        menuAround(anchor)?.showPopover()
        anchor?.querySelector('button')?.focus()
      }),
    [anchor],
  )
  return (
    <>
      <span ref={setAnchor} className={styles.anchor}>
        <Button
          size="s"
          aria-label={t('filter.open')}
          popoverTarget={id}
          aria-expanded={open}
          onClick={(event) => {
            if (open) return
            // without this the browser would immediately close the popover that this click opens
            event.preventDefault()
            setOpen(true)
          }}
        >
          <Icon name="filter" />
          <span className={styles.word}>{t('filter.open')}</span>
        </Button>
      </span>
      {open && (
        <section
          ref={setPopup}
          id={id}
          popover="auto"
          className={styles.popup}
          aria-label={t('filter.title')}
          onToggle={({ newState }) => {
            if (newState === 'closed') setOpen(false)
          }}
        >
          <Suspense>
            <FilterForm filter={filter} onFilter={onFilter} />
          </Suspense>
        </section>
      )}
    </>
  )
}
