/** The id of the article of an event. */
export const articleId = (event: number) => `event-${event}`

/** The id of the article of an event that is not sent. */
export const unsentArticleId = (key: string) => `unsent-${key}`

/** Moves the focus to an event, once it is on the screen. */
export function focusEvent(event: number): void {
  requestAnimationFrame(() => focusArticle(articleId(event)))
}

/** Moves the focus to an article by its id, where a button within it goes away. */
export function focusArticle(id: string): void {
  document.getElementById(id)?.focus({ preventScroll: true })
}

/** Moves the focus from an article (by its id) that goes away to the one after it, else to the one before. */
export function focusNeighbour(id: string): void {
  const article = document.getElementById(id)
  const feed = article?.closest('[role="feed"]')
  if (article === null || feed === null || feed === undefined) return
  const articles = [...feed.querySelectorAll('article')]
  const index = articles.indexOf(article)
  const neighbour = articles[index + 1] ?? articles[index - 1]
  neighbour?.focus({ preventScroll: true })
}
