/*
 * jsdom matches an element with every rule of the browser's default style sheet again after each change of the document. A
 * query by role needs the style of hundreds of elements, which took a third of the CPU time of the tests of the page.
 * These tests load no style sheet, so that the style depends on the default one and the element's own `style` alone.
 */

/** The attributes that the hiding rules of the default style sheet test, and the element's own style. */
const attributes = ['hidden', 'open', 'popover', 'type', 'style']

const kinds = new Map<string, number>()

/**
 * Returns a number for everything that an element's style depends on: its name and attributes, and those of its
 * ancestors.
 */
function kindOf(element: Element): number {
  const parent = element.parentElement === null ? 0 : kindOf(element.parentElement)
  const values = attributes.map((name) => element.getAttribute(name))
  const key = JSON.stringify([parent, element.localName, ...values])
  const kind = kinds.get(key) ?? kinds.size + 1
  kinds.set(key, kind)
  return kind
}

/** Makes `getComputedStyle` compute the style of elements of one kind once. */
export function cacheStyles(): void {
  const compute = window.getComputedStyle
  // the next file of the worker evaluates its set-up again, in the same window
  if (compute.name === cachedStyle.name) return
  const styles = new Map<number, CSSStyleDeclaration>()
  window.getComputedStyle = cachedStyle

  function cachedStyle(element: Element, pseudoElement?: string | null): CSSStyleDeclaration {
    if (pseudoElement || document.styleSheets.length > 0) return compute(element, pseudoElement)
    const kind = kindOf(element)
    const style = styles.get(kind) ?? compute(element)
    styles.set(kind, style)
    return style
  }
}
