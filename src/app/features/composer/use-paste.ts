import type { ClipboardEvent } from 'react'
import { hasControlCharacter, normaliseNewlines } from '../../../contract/text.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { showToast } from '../../shared/ui/show-toast.ts'
import { insertText } from '../../shared/ui/insert-text.ts'
import { htmlToText } from './html-to-text.ts'

/**
 * Pastes into a note so that nothing is dropped unsaid: characters that a browser would leave out arrive, and are said
 * there; rich text that has no plain form gives its text; of a picture it is said that it stays out.
 */
export function usePaste() {
  const t = useMessages()
  return (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const { clipboardData, currentTarget } = event
    const plain = normaliseNewlines(clipboardData.getData('text/plain'))
    // what the browser pastes well it pastes itself
    if (plain !== '' && !hasControlCharacter(plain)) return
    const text = plain === '' ? htmlToText(clipboardData.getData('text/html')) : plain
    if (text === undefined && clipboardData.files.length === 0) return
    event.preventDefault()
    if (text === undefined) showToast({ text: t('composer.onlyText') })
    else insertText(currentTarget, text)
  }
}
