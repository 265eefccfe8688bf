/** Returns the menu that contains a control, open or closed; in a page with enough room there is none. */
export function containingMenu(control: HTMLElement | null): HTMLElement | null | undefined {
  return control?.parentElement?.closest<HTMLElement>('[popover]')
}
