import { useMessages } from '../../../shared/i18n/i18n.ts'
import { Button } from '../../../shared/ui/Button.tsx'
import { Icon } from '../../../shared/ui/Icon.tsx'
import type { Snippet } from './snippet.ts'
import styles from '../../../shared/ui/RowList.module.css'

interface SnippetRowProps {
  readonly snippet: Snippet
  readonly onEdit: () => void
  readonly onDelete: () => void
}

/** A row of the user's list of snippets. */
export function SnippetRow({ snippet: { name, text }, onEdit, onDelete }: SnippetRowProps) {
  const t = useMessages()
  return (
    <div className={styles.row}>
      <span className={styles.words}>
        <b className={styles.name}>/{name}</b>
        <span className={styles.text}>{text}</span>
      </span>
      <Button size="s" variant="quiet" aria-label={t('snippets.editNamed', { name })} onClick={onEdit}>
        <Icon name="edit" />
      </Button>
      <Button size="s" variant="quiet" aria-label={t('snippets.deleteNamed', { name })} onClick={onDelete}>
        <Icon name="trash" />
      </Button>
    </div>
  )
}
