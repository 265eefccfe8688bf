import type { LeadStatus } from '../../../contract/lead-status.ts'

// the funnel that most teams have, in the two languages that the screen speaks
const known: Readonly<Record<string, string>> = {
  new: 'var(--status-new)',
  nuovo: 'var(--status-new)',
  contacted: 'var(--status-contacted)',
  contattato: 'var(--status-contacted)',
  qualified: 'var(--status-qualified)',
  qualificato: 'var(--status-qualified)',
  proposal: 'var(--status-proposal)',
  proposta: 'var(--status-proposal)',
  won: 'var(--status-won)',
  vinto: 'var(--status-won)',
  lost: 'var(--status-lost)',
  perso: 'var(--status-lost)',
}

const byPosition = [
  'var(--status-new)',
  'var(--status-contacted)',
  'var(--status-qualified)',
  'var(--status-proposal)',
  'var(--status-teal)',
  'var(--status-pink)',
] as const

/**
 * The colour of a status's dot, as CSS: by its name where that is a usual one, else by its place in the collection.
 * Always shown beside the label, never in its place.
 */
export function statusColour(label: string, statuses: readonly LeadStatus[] = []): string {
  const position = statuses.findIndex((status) => status.label === label)
  return known[label.toLowerCase()] ?? byPosition[position % byPosition.length] ?? 'var(--status-new)'
}
