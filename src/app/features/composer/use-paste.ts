import type { ClipboardEvent } from 'react'
import { hasControlCharacter, normaliseNewlines } from '../../../contract/text.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { showToast } from '../../shared/ui/show-toast.ts'
import { insertText } from '../../shared/ui/insert-text.ts'
import { htmlToText } from './html-to-text.ts'

/**
 * Pastes into a note without dropping anything silently. Characters that a browser would omit are inserted, and the field
 * then reports them; rich text without a plain form is converted to text; for a picture, a toast says that it cannot be
 * pasted.
 */
export function usePaste() {
  const t = useMessages()
  return (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const { clipboardData, currentTarget } = event
    const plain = normaliseNewlines(clipboardData.getData('text/plain'))
    // the browser pastes ordinary text itself
    if (plain !== '' && !hasControlCharacter(plain)) return
    const text = plain === '' ? htmlToText(clipboardData.getData('text/html')) : plain
    if (text === undefined && clipboardData.files.length === 0) return
    event.preventDefault()
    if (text === undefined) showToast({ text: t('composer.onlyText') })
    else insertText(currentTarget, text)
  }
}
