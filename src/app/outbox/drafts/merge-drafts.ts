/**
 * Two drafts of one place in one: what was kept by an earlier visit and came late, and what has been typed meanwhile.
 * The texts stand one below the other; anything else is as it was chosen last.
 */
export function mergeDrafts(kept: unknown, typed: unknown): unknown {
  if (typeof kept === 'string' && typeof typed === 'string') return joinTexts(kept, typed)
  if (!hasNote(kept) || !hasNote(typed)) return typed
  return { ...typed, note: joinTexts(kept.note, typed.note) }
}

function joinTexts(kept: string, typed: string): string {
  if (typed.includes(kept)) return typed
  return kept.includes(typed) ? kept : `${kept}\n\n${typed}`
}

function hasNote(value: unknown): value is { readonly note: string } {
  return typeof value === 'object' && value !== null && 'note' in value && typeof value.note === 'string'
}
