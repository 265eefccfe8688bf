import { useLayoutEffect, useState, type RefCallback } from 'react'

/** The gap between two fields, and between a label and its value, in pixels. */
const gapPx = 8

/**
 * Whether the fields and buttons in an element fit on one line together with the labels of the fields: either all labels
 * are visible, or none, because the values say what they are, in the space of their own. Widths depend on the language, the
 * size of the text and the values, so they are measured. Returns the ref of the element, and the result.
 */
export function useRoomForLabels(): readonly [ref: RefCallback<HTMLElement>, hasRoom: boolean] {
  const [element, setElement] = useState<HTMLElement | null>(null)
  const [hasRoom, setHasRoom] = useState(true)
  useLayoutEffect(() => {
    if (element === null) return undefined
    const [fields, buttons] = element.children
    if (fields === undefined || buttons === undefined) return undefined
    const measure = () => {
      const labels = [...fields.querySelectorAll<HTMLElement>('[role="combobox"] > :first-child')]
      const { paddingInlineStart, paddingInlineEnd } = getComputedStyle(element)
      const available =
        element.clientWidth - Number.parseFloat(paddingInlineStart) - Number.parseFloat(paddingInlineEnd)
      const isHidden = element.dataset['labels'] === 'hidden'
      const labelWidth = sum(labels.map((label) => label.offsetWidth + gapPx))
      const fieldWidth = sum([...fields.children].map((field) => field.getBoundingClientRect().width + gapPx))
      const needed = fieldWidth + buttons.getBoundingClientRect().width + (isHidden ? labelWidth : 0)
      setHasRoom(needed <= available)
    }
    measure()
    const sizes = new ResizeObserver(measure)
    for (const part of [element, buttons, ...fields.children]) sizes.observe(part)
    return () => sizes.disconnect()
  }, [element])
  return [setElement, hasRoom]
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
