import { useMessages } from '../i18n/i18n.ts'
import { VisuallyHidden } from '../ui/VisuallyHidden.tsx'
import { diffWords } from '../event-model/diff-words.ts'
import styles from './NoteDiff.module.css'

interface NoteDiffProps {
  readonly before: string
  readonly after: string
}

/**
 * The difference of two notes by words: removed words are struck through, added ones are marked; both are also
 * labelled.
 */
export function NoteDiff({ before, after }: NoteDiffProps) {
  const t = useMessages()
  const tags = {
    same: { Tag: 'span', label: undefined },
    gone: { Tag: 'del', label: t('event.removed') },
    new: { Tag: 'ins', label: t('event.added') },
  } as const
  return (
    <p dir="auto" className={styles.note}>
      {diffWords(before, after).map(({ kind, text }, index) => {
        const { Tag, label } = tags[kind]
        return (
          // the parts of one comparison never change their order
          // oxlint-disable-next-line react/no-array-index-key
          <Tag key={index}>
            {label !== undefined && <VisuallyHidden>{` ${label} `}</VisuallyHidden>}
            <span translate="no">{text}</span>
          </Tag>
        )
      })}
    </p>
  )
}
