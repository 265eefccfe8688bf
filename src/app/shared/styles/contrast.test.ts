import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const [normal = '', more = ''] = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8').split(
  '@media (prefers-contrast: more)',
)

type Colour = readonly [lightness: number, chroma: number, hue: number]

/** Returns a token's colours, light and dark, in the normal palette or in that for users who ask for more contrast. */
function colours(token: string, palette: 'normal' | 'more'): readonly [Colour, Colour] {
  const pattern = new RegExp(`--${token}: light-dark\\(oklch\\(([^)]*)\\), oklch\\(([^)]*)\\)\\)`)
  const match = (palette === 'more' ? pattern.exec(more) : null) ?? pattern.exec(normal)
  return [toColour(match?.[1]), toColour(match?.[2])]
}

function toColour(written = ''): Colour {
  const [lightness = NaN, chroma = NaN, hue = NaN] = written.split(' ').map(Number.parseFloat)
  return [lightness / 100, chroma, hue]
}

/**
 * Returns the relative luminance of an oklch colour in sRGB. Source: CSS Color 4, sample code; WCAG 2.2, relative
 * luminance.
 */
function luminance([lightness, chroma, hue]: Colour): number {
  const angle = (hue * Math.PI) / 180
  const [a, b] = [chroma * Math.cos(angle), chroma * Math.sin(angle)]
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const clamp = (value: number) => Math.min(1, Math.max(0, value))
  return (
    0.2126 * clamp(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s) +
    0.7152 * clamp(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s) +
    0.0722 * clamp(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s)
  )
}

/** Returns the lower contrast of a pair of colours in the two themes. */
function contrast(first: string, second: string, palette: 'normal' | 'more' = 'normal'): number {
  const [one, other] = [colours(first, palette), colours(second, palette)]
  const ratios = [0, 1].map((theme) => {
    const [bright = 0, dim = 0] = [
      luminance(one[theme] ?? [0, 0, 0]),
      luminance(other[theme] ?? [0, 0, 0]),
    ].toSorted((x, y) => y - x)
    return (bright + 0.05) / (dim + 0.05)
  })
  return Math.min(...ratios)
}

const texts = ['ink', 'ink-2', 'ink-3', 'accent', 'ok', 'warn', 'bad']
const surfaces = ['bg', 'panel', 'sunk', 'hover', 'raised', 'accent-soft', 'ok-soft', 'warn-soft', 'bad-soft']

it.each(texts.flatMap((text) => surfaces.map((surface) => [text, surface] as const)))(
  'gives %s on %s a contrast of 4.5:1 in both themes, and of 7:1 to users who ask for more',
  (text, surface) => {
    expect(contrast(text, surface)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(text, surface, 'more')).toBeGreaterThanOrEqual(7)
  },
)

it.each(surfaces)(
  'gives a frame on %s a contrast of 3:1, and of 4.5:1 with lines of 3:1 to users who ask for more',
  (surface) => {
    expect(contrast('frame', surface)).toBeGreaterThanOrEqual(3)
    expect(contrast('frame', surface, 'more')).toBeGreaterThanOrEqual(4.5)
    for (const line of ['line', 'line-2']) {
      expect(contrast(line, surface, 'more')).toBeGreaterThanOrEqual(3)
    }
  },
)

it.each([
  ['accent-ink', 'accent'],
  ['accent-ink', 'accent-hover'],
  ['bg', 'ink'],
  ['ink', 'mark'],
] as const)(
  'gives %s on %s a contrast of 4.5:1 in both themes, and of 7:1 to users who ask for more',
  (text, surface) => {
    expect(contrast(text, surface)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(text, surface, 'more')).toBeGreaterThanOrEqual(7)
  },
)

it.each(['new', 'contacted', 'qualified', 'proposal', 'won', 'lost', 'teal', 'pink'])(
  'gives the dot of %s a contrast of 3:1 on every surface that it is shown on',
  (status) => {
    for (const surface of ['bg', 'panel', 'sunk']) {
      expect(contrast(`status-${status}`, surface)).toBeGreaterThanOrEqual(3)
    }
  },
)
