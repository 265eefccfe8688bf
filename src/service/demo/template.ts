import type { Facts } from './dossier.ts'
import type { Random } from './random.ts'
import type { NoteBook, Scene } from './scenes.ts'

interface Wording {
  text: string
  slots: readonly string[]
}

/** A note to be filled in: parts in order, each with its wordings. */
export interface Template {
  /** Scene, group and number: the two books say alike at the same place. */
  place: string
  parts: readonly (readonly Wording[])[]
}

function wording(text: string): Wording {
  return { text, slots: [...text.matchAll(/\{(\w+)\}/g)].map(([, slot = '']) => slot) }
}

// "Rang [twice|again] at {time}" has three parts, the second with two wordings
function compile(place: string, text: string, next: string): Template {
  const parts = text.replace('{next}', next).split(/\[([^\]]*)\]/)
  return {
    place,
    parts: parts.map((part, index) => (index % 2 === 0 ? [part] : part.split('|')).map(wording)),
  }
}

const compiled = new WeakMap<NoteBook, Map<string, readonly Template[]>>()

/** The book's templates for a scene and a kind of lead. */
export function templatesFor(book: NoteBook, scene: Scene, kind: 'company' | 'person'): readonly Template[] {
  const chapters = compiled.get(book) ?? new Map<string, readonly Template[]>()
  compiled.set(book, chapters)
  const known = chapters.get(`${scene} ${kind}`)
  if (known) return known
  const { any = [], [kind]: own = [] } = book.scenes[scene]
  const made = [
    ...any.map((text, index) => compile(`${scene} any ${index}`, text, book.next)),
    ...own.map((text, index) => compile(`${scene} ${kind} ${index}`, text, book.next)),
  ]
  chapters.set(`${scene} ${kind}`, made)
  return made
}

/** One reading of the template, or undefined where it has a slot that the facts do not fill. */
export function fill(random: Random, { parts }: Template, facts: Facts): string | undefined {
  let text = ''
  for (const wordings of parts) {
    const fitting = wordings.filter(({ slots }) => slots.every((slot) => slot in facts))
    if (fitting.length === 0) return undefined
    const chosen = random.pick(fitting)
    text +=
      chosen.slots.length === 0
        ? chosen.text
        : chosen.text.replaceAll(/\{(\w+)\}/g, (whole, slot: string) => facts[slot] ?? whole)
  }
  return text
}
