/** Returns the element ID of an event's article. */
export const articleId = (event: number) => `event-${event}`

/** Returns the element ID of an unsent event's article. */
export const queuedArticleId = (key: string) => `unsent-${key}`

/** Moves the focus to an event in the next frame, when it is rendered. */
export function focusEvent(event: number): void {
  requestAnimationFrame(() => focusArticle(articleId(event)))
}

/** Moves the focus to an article by its element ID, because a button in it disappears. */
export function focusArticle(id: string): void {
  document.getElementById(id)?.focus({ preventScroll: true })
}

/** Moves the focus from an article that disappears to the one after it, else to the one before. */
export function focusNeighbour(id: string): void {
  findNeighbour(id)?.focus({ preventScroll: true })
}

/** Returns the article after another one, else the one before. */
export function findNeighbour(id: string): HTMLElement | undefined {
  const article = document.getElementById(id)
  const feed = article?.closest('[role="feed"]')
  if (article === null || feed === null || feed === undefined) return undefined
  const articles = [...feed.querySelectorAll('article')]
  const index = articles.indexOf(article)
  return articles[index + 1] ?? articles[index - 1]
}
