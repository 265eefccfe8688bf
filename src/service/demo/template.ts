import type { Facts } from './dossier.ts'
import type { Random } from './random.ts'
import type { NoteBook, Scene } from './scenes.ts'

interface Wording {
  text: string
  slots: readonly string[]
}

/** A note with slots: its parts in order, each with its alternative wordings. */
export interface Template {
  /** Scene, group and number: templates with the same key in both languages have a similar meaning. */
  key: string
  parts: readonly (readonly Wording[])[]
}

function wording(text: string): Wording {
  return { text, slots: [...text.matchAll(/\{(\w+)\}/g)].map(([, slot = '']) => slot) }
}

// "Rang [twice|again] at {time}" has three parts, the second with two wordings
function compile(key: string, text: string, next: string): Template {
  const parts = text.replace('{next}', next).split(/\[([^\]]*)\]/)
  return {
    key,
    parts: parts.map((part, index) => (index % 2 === 0 ? [part] : part.split('|')).map(wording)),
  }
}

const compiled = new WeakMap<NoteBook, Map<string, readonly Template[]>>()

/** The templates of one language for a scene and a lead type. */
export function templatesFor(book: NoteBook, scene: Scene, kind: 'company' | 'person'): readonly Template[] {
  const cache = compiled.get(book) ?? new Map<string, readonly Template[]>()
  compiled.set(book, cache)
  const cached = cache.get(`${scene} ${kind}`)
  if (cached) return cached
  const { any = [], [kind]: ofKind = [] } = book.scenes[scene]
  const templates = [
    ...any.map((text, index) => compile(`${scene} any ${index}`, text, book.next)),
    ...ofKind.map((text, index) => compile(`${scene} ${kind} ${index}`, text, book.next)),
  ]
  cache.set(`${scene} ${kind}`, templates)
  return templates
}

/** Fills the template in with random wordings; `undefined` if a part has no wording whose slots all have a value. */
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
