/** What the Tab key stops at before or after an element, in the order of the document. */
export function focusables(element: Element, side: 'before' | 'after'): HTMLElement[] {
  const wanted = side === 'after' ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING
  // of a group of radio buttons the Tab key stops at the chosen one
  const stops = 'a[href], button, input:not([type="radio"]), input:checked, select, textarea, [tabindex]'
  return [...document.querySelectorAll<HTMLElement>(stops)].filter(
    (stop) =>
      (element.compareDocumentPosition(stop) & wanted) !== 0 &&
      !element.contains(stop) &&
      stop.tabIndex >= 0 &&
      !stop.matches(':disabled') &&
      stop.closest('[inert]') === null &&
      stop.checkVisibility({ visibilityProperty: true }),
  )
}
