import { useMessages } from '../i18n/i18n.ts'
import { VisuallyHidden } from '../ui/VisuallyHidden.tsx'
import { diffWords } from '../event-model/diff-words.ts'
import styles from './NoteDiff.module.css'

interface NoteDiffProps {
  readonly before: string
  readonly after: string
}

/** What became of a note, word by word: what went is struck through, what came is marked; said in words, too. */
export function NoteDiff({ before, after }: NoteDiffProps) {
  const t = useMessages()
  const tags = {
    same: { Tag: 'span', said: undefined },
    gone: { Tag: 'del', said: t('event.removed') },
    new: { Tag: 'ins', said: t('event.added') },
  } as const
  return (
    <p dir="auto" className={styles.note}>
      {diffWords(before, after).map(({ kind, text }, index) => {
        const { Tag, said } = tags[kind]
        return (
          // the parts of one comparison never change places
          // oxlint-disable-next-line react/no-array-index-key
          <Tag key={index}>
            {said !== undefined && <VisuallyHidden> {said} </VisuallyHidden>}
            {text}
          </Tag>
        )
      })}
    </p>
  )
}
