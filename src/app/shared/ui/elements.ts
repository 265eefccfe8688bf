import type { ReactElement } from 'react'

/** Children without text, which a component can render next to other elements: see `.ci/lint/translatable-text.mjs`. */
export type Elements = ReactElement | boolean | null | undefined | readonly Elements[]
