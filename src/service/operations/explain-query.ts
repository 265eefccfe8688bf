import type { PageMeta, QueryExplanation } from '../../contract/paging.ts'

/** How a request was understood: one sentence, and the parsed parameters as the caller sent them. */
export function explainQuery(text: string, parameters: object): QueryExplanation {
  return [{ engine: 'leadline', text, json: { ...parameters } }]
}

/** The `meta` of a page: what was applied, and the exact number of matching items. */
export function pageMeta(
  { offset, limit }: { readonly offset: number; readonly limit: number },
  ordering: string,
  count: number,
): PageMeta {
  return { ordering, count, limit, offset, info: [], obfuscated: {} }
}
