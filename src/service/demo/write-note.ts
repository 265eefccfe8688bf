import type { Facts } from './dossier.ts'
import { capitalise } from './naming.ts'
import type { Random } from './random.ts'
import type { NoteBook, Scene } from './scenes.ts'
import { fill, templatesFor } from './template.ts'
import type { Template } from './template.ts'

/** The notes and templates used so far, for one lead and for all leads. */
export interface UsedNotes {
  /** The lead's notes. */
  texts: Set<string>
  /** The keys of the templates of the lead's notes. */
  templateKeys: Set<string>
  /** The number of uses of each template in all leads. */
  uses: Map<Template, number>
  /** The notes of all leads. */
  everywhere: Set<string>
}

// people repeat short notes such as "Rang twice, no answer."; a longer note repeated word for word looks generated
const SHORT = 24

/** How many more uses than others a template may have because its text is new. */
const OVERUSE = 4

interface Written {
  template: Template
  text: string
}

function recordUse(used: UsedNotes, { template, text }: Written): string {
  used.texts.add(text)
  used.everywhere.add(text)
  used.templateKeys.add(template.key)
  used.uses.set(template, (used.uses.get(template) ?? 0) + 1)
  return text
}

/**
 * Writes a note for a scene: if possible from a template that is new to the lead, with a text that is new to all leads.
 * A text never occurs twice in a lead.
 * @returns `null` if no such text is left, because an event may have no note
 */
export function writeNote(
  random: Random,
  book: NoteBook,
  scene: Scene,
  kind: 'company' | 'person',
  facts: Facts,
  used: UsedNotes,
): string | null {
  const choices = templatesFor(book, scene, kind)
    .map((template) => {
      const repeated = used.templateKeys.has(template.key)
      const uses = used.uses.get(template) ?? 0
      return { template, repeated, uses, rank: (repeated ? 1e6 : 0) + uses + random.next() }
    })
    .toSorted((a, b) => a.rank - b.rank)
  let fallback: Written | undefined
  let limit = Infinity
  for (const { template, repeated, uses } of choices) {
    // a text that another lead has is better than a template repeated in this lead or overused in the demo
    if (fallback && (repeated || uses > limit)) break
    const filled = fill(random, template, facts)
    if (filled === undefined) continue
    // a template may begin with a slot whose value has a small letter, such as a partner's name
    const text = capitalise(filled)
    if (used.texts.has(text)) continue
    if (text.length < SHORT || !used.everywhere.has(text)) return recordUse(used, { template, text })
    if (!fallback) limit = uses + OVERUSE
    fallback ??= { template, text }
  }
  return fallback ? recordUse(used, fallback) : null
}
