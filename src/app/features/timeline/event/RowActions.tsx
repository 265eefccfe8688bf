import type { Ref } from 'react'
import { useMessages } from '../../../shared/i18n/i18n.ts'
import { ActionMenu, type Action } from '../../../shared/ui/ActionMenu.tsx'
import { Button } from '../../../shared/ui/Button.tsx'
import styles from './RowActions.module.css'

interface RowActionsProps {
  /** absent if the user may not edit the event */
  readonly onEdit: (() => void) | undefined
  /** the other actions */
  readonly actions: readonly Action[]
  /** whether an action is in progress */
  readonly busy?: boolean
  readonly buttons: Ref<HTMLSpanElement>
}

/**
 * Edit and "…" of a row. They are shown at the pointer, the focus and the selection, and their room is always reserved; a
 * narrow page and fingers have one "…" that contains Edit and is always shown.
 */
export function RowActions({ onEdit, actions, busy = false, buttons }: RowActionsProps) {
  const t = useMessages()
  const edit: Action | undefined = onEdit && {
    label: t('timeline.edit'),
    icon: 'edit',
    onSelect: onEdit,
    shortcut: { key: 'e', label: 'e' },
    isButtonToo: true,
  }
  return (
    <span ref={buttons} className={styles.actions}>
      {edit !== undefined && (
        <span className={styles.edit}>
          <Button
            variant="quiet"
            size="s"
            aria-label={t('timeline.editNote')}
            aria-keyshortcuts={edit.shortcut?.key}
            onClick={onEdit}
          >
            {edit.label}
          </Button>
        </span>
      )}
      <ActionMenu
        label={t('timeline.actions')}
        actions={edit === undefined ? actions : [edit, ...actions]}
        busy={busy}
      />
    </span>
  )
}
