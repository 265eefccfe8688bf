/** CSS custom properties. React sets them through the CSSOM, which a strict content security policy allows. */
export interface CustomProperties {
  [property: `--${string}`]: string | number | undefined
}

declare module 'react' {
  interface CSSProperties extends CustomProperties {}
}
