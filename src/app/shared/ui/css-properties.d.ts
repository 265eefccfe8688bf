/** Custom properties, which React sets through the CSSOM, so that a strict content policy holds. */
export interface CustomProperties {
  [property: `--${string}`]: string | number | undefined
}

declare module 'react' {
  interface CSSProperties extends CustomProperties {}
}
