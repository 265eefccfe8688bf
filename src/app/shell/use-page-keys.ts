import { useEffect } from 'react'
import { areKeysTaken } from '../shared/ui/keys-taken.ts'
import { here, navigate } from '../shared/router/url-state.ts'
import { isBare } from '../shared/ui/shortcut.ts'
import { hasSingleKeys } from '../shared/ui/single-keys.ts'
import { wish } from '../shared/ui/wish.ts'

/**
 * The keys that work from anywhere on the page but in a field or a dialog: `c` writes about the lead in sight (or finds
 * one first), `/` finds words in the notes of the timeline in sight (or of all leads), `g` goes somewhere in the timeline,
 * `?` shows all keys.
 */
export function usePageKeys(lead: string | undefined): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!isBare(event) || event.isComposing || event.defaultPrevented || areKeysTaken(event.target)) return
      if (event.key === '?') wish('keys')
      else if (!hasSingleKeys()) return
      else if (event.key === 'g') wish('go-to')
      else if (event.key === '/') findInNotes()
      else if (event.key !== 'c') return
      else wish(lead === undefined ? 'find' : `write ${lead}`)
      event.preventDefault()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [lead])
}

function findInNotes(): void {
  const { leads, page } = here()
  if (page === 'activity' || (leads.length === 0 && page !== 'search')) navigate({ page: 'search' })
  wish('find-in-notes')
}
