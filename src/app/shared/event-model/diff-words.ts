/** A part of two texts: in both, only in the text before, or only in the text after. */
export interface DiffPart {
  readonly kind: 'same' | 'gone' | 'new'
  readonly text: string
}

/** The limit for the product of the numbers of differing words; texts beyond it have little in common anyway. */
const maxComparisons = 1_000_000

/** Returns the difference of two texts by words: the longest common sequence of words is `same`. */
export function diffWords(before: string, after: string): readonly DiffPart[] {
  const [old, now] = [words(before), words(after)]
  let start = 0
  while (start < old.length && start < now.length && old[start] === now[start]) start++
  let end = 0
  while (end < Math.min(old.length, now.length) - start && old.at(-1 - end) === now.at(-1 - end)) end++
  const parts: DiffPart[] = []
  add(parts, 'same', old.slice(0, start))
  for (const part of compare(old.slice(start, old.length - end), now.slice(start, now.length - end))) {
    add(parts, part.kind, [part.text])
  }
  add(parts, 'same', old.slice(old.length - end))
  return parts
}

/** Splits a text into words, white space and other characters; the parts joined are the text. */
function words(text: string): string[] {
  return text.match(/\s+|[\p{L}\p{N}\p{M}]+|[^\s\p{L}\p{N}\p{M}]/gu) ?? []
}

function compare(old: readonly string[], now: readonly string[]): DiffPart[] {
  if (old.length * now.length > maxComparisons) {
    return [
      { kind: 'gone', text: old.join('') },
      { kind: 'new', text: now.join('') },
    ]
  }
  const width = now.length + 1
  /** the length of the longest common sequence of both rests, from word i and word j on */
  const common = new Uint16Array((old.length + 1) * width)
  const at = (i: number, j: number) => common[i * width + j] ?? 0
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      common[i * width + j] = old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const parts: DiffPart[] = []
  let [i, j] = [0, 0]
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      parts.push({ kind: 'same', text: old[i++] ?? '' })
      j++
    } else if (i < old.length && (j === now.length || at(i + 1, j) >= at(i, j + 1))) {
      parts.push({ kind: 'gone', text: old[i++] ?? '' })
    } else {
      parts.push({ kind: 'new', text: now[j++] ?? '' })
    }
  }
  return groupRuns(parts)
}

/** Puts removed parts before added ones where they alternate with only white space in between. */
function groupRuns(parts: readonly DiffPart[]): DiffPart[] {
  const all: DiffPart[] = []
  let run: DiffPart[] = []
  const close = () => {
    all.push(...run.filter(({ kind }) => kind === 'gone'), ...run.filter(({ kind }) => kind === 'new'))
    run = []
  }
  for (const [index, part] of parts.entries()) {
    const inRun = run.length > 0 && part.text.trim() === '' && parts[index + 1]?.kind !== 'same'
    if (part.kind !== 'same') run.push(part)
    else if (inRun && index + 1 < parts.length)
      run.push({ kind: 'gone', text: part.text }, { kind: 'new', text: part.text })
    else {
      close()
      all.push(part)
    }
  }
  close()
  return all
}

function add(parts: DiffPart[], kind: DiffPart['kind'], texts: readonly string[]): void {
  const text = texts.join('')
  const last = parts.at(-1)
  if (text === '') return
  if (last?.kind === kind) parts[parts.length - 1] = { kind, text: last.text + text }
  else parts.push({ kind, text })
}
