import type { PageMeta, QueryExplanation } from '../../contract/paging.ts'

/** Explains how a request was interpreted: one sentence, and the parsed parameters. */
export function explainQuery(text: string, parameters: object): QueryExplanation {
  return [{ engine: 'leadline', text, json: { ...parameters } }]
}

/** Creates the `meta` of a page: the applied parameters, and the exact number of matching items. */
export function pageMeta(
  { offset, limit }: { readonly offset: number; readonly limit: number },
  ordering: string,
  count: number,
): PageMeta {
  return { ordering, count, limit, offset, info: [], obfuscated: {} }
}
