import * as z from 'zod/mini'

/** A person's own short text, inserted into a note by its name. */
export interface Snippet {
  readonly name: string
  readonly text: string
}

/** What a name is made of: letters and digits of any script, `-` and `_`. */
const nameShape = /^[\p{L}\p{N}_-]{1,32}$/u

export const snippetSchema = z.object({
  name: z.string().check(z.regex(nameShape)),
  text: z.string().check(z.minLength(1)),
})

/** What stands for the placeholders of a snippet. */
export interface PlaceholderValues {
  /** today, in words */
  readonly date: string
  /** the lead's name */
  readonly lead: string
  /** one's own name */
  readonly me: string
}

/** A snippet's text with `{date}`, `{lead}` and `{me}` filled in; any other braces stay as they are. */
export function fillSnippet(text: string, facts: PlaceholderValues): string {
  return text.replace(/\{(date|lead|me)\}/g, (whole, name: string) =>
    name === 'date' || name === 'lead' || name === 'me' ? facts[name] : whole,
  )
}

/** Where a name is being typed in a note: from the slash to the caret, in UTF-16 code units as the field counts. */
export interface SnippetQuery {
  readonly from: number
  readonly to: number
  /** what was typed of the name */
  readonly name: string
}

/** The name that is being typed at the caret: after a slash that begins a word. */
export function snippetQuery(text: string, caret: number): SnippetQuery | undefined {
  const [typed, name] = /(?<=^|\s)\/([\p{L}\p{N}_-]{0,32})$/u.exec(text.slice(0, caret)) ?? []
  if (typed === undefined || name === undefined) return undefined
  return { from: caret - typed.length, to: caret, name }
}

/** The snippets that a typed name may mean: those that begin with it first, then those that contain it, by name. */
export function matchingSnippets(snippets: readonly Snippet[], name: string): readonly Snippet[] {
  const wanted = name.toLowerCase()
  const place = (snippet: Snippet) => snippet.name.toLowerCase().indexOf(wanted)
  return snippets
    .filter((snippet) => place(snippet) >= 0)
    .toSorted(
      (one, other) => Number(place(one) > 0) - Number(place(other) > 0) || one.name.localeCompare(other.name),
    )
}
