import type { Page } from '@playwright/test'

/**
 * Translates a page as Chrome does: replaces each text, also those that appear later, with a copy in
 * `<font><font>…</font></font>`, except in elements with `translate="no"`. The texts stay the same, so that a story finds
 * them; a text that the page changes in a node of its own, which is no longer in the document, stays stale.
 */
export async function translate(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const untranslated = 'script, style, textarea, [translate="no"]'
    const translateText = (text: Text) => {
      const { parentElement: parent, data } = text
      if (
        parent === null ||
        parent.localName === 'font' ||
        data === '' ||
        parent.closest(untranslated) !== null
      )
        return
      const outer = document.createElement('font')
      const inner = document.createElement('font')
      outer.append(inner)
      inner.append(data)
      text.replaceWith(outer)
    }
    const translateTexts = (root: Node) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
      const texts: Text[] = root instanceof Text ? [root] : []
      while (walker.nextNode()) if (walker.currentNode instanceof Text) texts.push(walker.currentNode)
      texts.forEach(translateText)
    }
    const start = () => {
      translateTexts(document.body)
      new MutationObserver((records) => {
        for (const { target, addedNodes } of records)
          for (const node of addedNodes.length === 0 ? [target] : addedNodes) translateTexts(node)
      }).observe(document.body, { childList: true, characterData: true, subtree: true })
    }
    document.addEventListener('DOMContentLoaded', start)
  })
}
