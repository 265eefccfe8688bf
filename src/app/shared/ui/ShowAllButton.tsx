import { useState } from 'react'
import { useMessages } from '../i18n/i18n.ts'
import { Button } from './Button.tsx'

interface ShowAllButtonProps {
  readonly isExpanded: boolean
  readonly onToggle: () => void
  /** the text that offers the hidden rows: `Show all 12 leads` */
  readonly label: string
}

/** The button below a shortened list that shows all of it, and that shortens it again. */
export function ShowAllButton({ isExpanded, onToggle, label }: ShowAllButtonProps) {
  const t = useMessages()
  return (
    <Button variant="quiet" size="s" aria-expanded={isExpanded} onClick={onToggle}>
      {isExpanded ? t('timeline.showLess') : label}
    </Button>
  )
}

/** Returns the rows of a list that are shown, and the state of its `ShowAllButton`; none if all rows fit. */
export function useShortened<Row>(rows: readonly Row[], limit: number) {
  const [isExpanded, setIsExpanded] = useState(false)
  // the button takes as much space as one row, so it is not shown to hide a single one
  if (rows.length <= limit + 1) return { shown: rows, button: undefined }
  return {
    shown: isExpanded ? rows : rows.slice(0, limit),
    button: { isExpanded, onToggle: () => setIsExpanded(!isExpanded) },
  }
}
