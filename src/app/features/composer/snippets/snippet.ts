import * as z from 'zod/mini'

/** A user's own short text, which they insert into a note by its name. */
export interface Snippet {
  readonly name: string
  readonly text: string
}

/** A valid name: 1 to 32 letters and digits of any script, `-` and `_`. */
const namePattern = /^[\p{L}\p{N}_-]{1,32}$/u

export const snippetSchema = z.object({
  name: z.string().check(z.regex(namePattern)),
  text: z.string().check(z.minLength(1)),
})

/** The values of a snippet's placeholders. */
export interface PlaceholderValues {
  /** today's date, formatted */
  readonly date: string
  /** the lead's name */
  readonly lead: string
  /** the user's name */
  readonly me: string
}

/** Replaces `{date}`, `{lead}` and `{me}` in a snippet's text; any other braces stay unchanged. */
export function fillSnippet(text: string, values: PlaceholderValues): string {
  return text.replace(/\{(date|lead|me)\}/g, (whole, name: string) =>
    name === 'date' || name === 'lead' || name === 'me' ? values[name] : whole,
  )
}

/** The range of a name that is being typed in a note: from the slash to the caret, in UTF-16 code units like the field's. */
export interface SnippetQuery {
  readonly from: number
  readonly to: number
  /** the part of the name typed so far */
  readonly name: string
}

/** The name that is being typed at the caret, after a slash that begins a word; `undefined` if there is none. */
export function snippetQuery(text: string, caret: number): SnippetQuery | undefined {
  const [typed, name] = /(?<=^|\s)\/([\p{L}\p{N}_-]{0,32})$/u.exec(text.slice(0, caret)) ?? []
  if (typed === undefined || name === undefined) return undefined
  return { from: caret - typed.length, to: caret, name }
}

/** The snippets that match a typed name, sorted by name: first those that begin with it, then those that contain it. */
export function matchingSnippets(snippets: readonly Snippet[], name: string): readonly Snippet[] {
  const term = name.toLowerCase()
  const matchIndex = (snippet: Snippet) => snippet.name.toLowerCase().indexOf(term)
  return snippets
    .filter((snippet) => matchIndex(snippet) >= 0)
    .toSorted(
      (one, other) =>
        Number(matchIndex(one) > 0) - Number(matchIndex(other) > 0) || one.name.localeCompare(other.name),
    )
}
