import type { Facts } from './dossier.ts'
import { capitalise } from './naming.ts'
import type { Random } from './random.ts'
import type { NoteBook, Scene } from './scenes.ts'
import { fill, templatesFor } from './template.ts'
import type { Template } from './template.ts'

/** What the writer remembers of one lead and of all of them. */
export interface Memory {
  /** The lead's notes so far. */
  texts: Set<string>
  /** The places in the books that the lead's notes came from. */
  places: Set<string>
  /** How often each template served in any lead. */
  uses: Map<Template, number>
  /** The notes of all leads. */
  everywhere: Set<string>
}

// "Rang twice, no answer." is what people write; what is longer and comes word for word again looks like a machine
const SHORT = 24

/** By how many uses a template may run ahead of the others for having new words. */
const OVERUSE = 4

interface Written {
  template: Template
  text: string
}

function remember(memory: Memory, { template, text }: Written): string {
  memory.texts.add(text)
  memory.everywhere.add(text)
  memory.places.add(template.place)
  memory.uses.set(template, (memory.uses.get(template) ?? 0) + 1)
  return text
}

/**
 * A note for a scene: one whose template the lead has not had yet, in words that no lead has had yet, as far as the
 * book goes. A text never comes twice in a lead.
 * @returns null where nothing new can be said, for an event may have no note
 */
export function writeNote(
  random: Random,
  book: NoteBook,
  scene: Scene,
  kind: 'company' | 'person',
  facts: Facts,
  memory: Memory,
): string | null {
  const choices = templatesFor(book, scene, kind)
    .map((template) => {
      const had = memory.places.has(template.place)
      const uses = memory.uses.get(template) ?? 0
      return { template, had, uses, rank: (had ? 1e6 : 0) + uses + random.next() }
    })
    .toSorted((a, b) => a.rank - b.rank)
  let stale: Written | undefined
  let limit = Infinity
  for (const { template, had, uses } of choices) {
    // word for word what another lead has is still better than one template twice in this lead or all over the demo
    if (stale && (had || uses > limit)) break
    const filled = fill(random, template, facts)
    if (filled === undefined) continue
    // a template may begin with a slot, and a partner's name with a small letter
    const text = capitalise(filled)
    if (memory.texts.has(text)) continue
    if (text.length < SHORT || !memory.everywhere.has(text)) return remember(memory, { template, text })
    if (!stale) limit = uses + OVERUSE
    stale ??= { template, text }
  }
  return stale ? remember(memory, stale) : null
}
