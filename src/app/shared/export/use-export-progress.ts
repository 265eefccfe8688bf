import { useEffect, useRef, useState } from 'react'

/** How far a long reading has come; the count is not known before the first portion. */
interface Progress {
  readonly read: number
  readonly count: number | undefined
}

/** Where a long reading stands. */
export type ReadingState =
  | { readonly kind: 'idle' }
  | ({ readonly kind: 'reading' } & Progress)
  | ({ readonly kind: 'stopped' } & Progress)
  | { readonly kind: 'failed'; readonly error: unknown }
  | ({ readonly kind: 'done' } & Progress)

interface Work<Read> {
  /** reads everything, and says after each portion how far it has come */
  readonly readAll: (signal: AbortSignal, onProgress: (progress: Progress) => void) => Promise<Read>
  /** how much it was in the end */
  readonly measure: (read: Read) => Progress
}

/** A long reading that shows how far it has come, and can be stopped; it stops by itself where its place goes away. */
export function useExportProgress<Read>({ readAll, measure }: Work<Read>) {
  const [state, setState] = useState<ReadingState>({ kind: 'idle' })
  const reading = useRef<AbortController>(undefined)
  useEffect(() => () => reading.current?.abort(), [])
  return {
    state,

    /** `onRead` is given everything in one piece */
    start: async (onRead: (read: Read) => void) => {
      const controller = new AbortController()
      reading.current = controller
      setState({ kind: 'reading', read: 0, count: undefined })
      try {
        const read = await readAll(controller.signal, (progress) => {
          controller.signal.throwIfAborted()
          setState({ kind: 'reading', ...progress })
        })
        setState({ kind: 'done', ...measure(read) })
        onRead(read)
      } catch (error) {
        if (!controller.signal.aborted) setState({ kind: 'failed', error })
      }
    },

    stop: () => {
      reading.current?.abort()
      if (state.kind === 'reading') setState({ ...state, kind: 'stopped' })
    },
  }
}
