import { useEffect, useRef, useState } from 'react'

/** The progress of an export; `count` is unknown before the first chunk. */
interface Progress {
  readonly read: number
  readonly count: number | undefined
}

/** The state of an export. */
export type ExportState =
  | { readonly kind: 'idle' }
  | ({ readonly kind: 'reading' } & Progress)
  | ({ readonly kind: 'stopped' } & Progress)
  | { readonly kind: 'failed'; readonly error: unknown }
  | ({ readonly kind: 'done' } & Progress)

interface ExportSource<Data> {
  /** fetches all data, and calls `onProgress` after each chunk */
  readonly fetchAll: (signal: AbortSignal, onProgress: (progress: Progress) => void) => Promise<Data>
  /** returns the final progress */
  readonly measure: (data: Data) => Progress
}

/** Runs an export, with its progress and a function to stop it; it also stops when the component unmounts. */
export function useExportProgress<Data>({ fetchAll, measure }: ExportSource<Data>) {
  const [state, setState] = useState<ExportState>({ kind: 'idle' })
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])
  return {
    state,

    /** Starts the export; calls `onData` once with all data. */
    start: async (onData: (data: Data) => void) => {
      const controller = new AbortController()
      running.current = controller
      setState({ kind: 'reading', read: 0, count: undefined })
      try {
        const data = await fetchAll(controller.signal, (progress) => {
          controller.signal.throwIfAborted()
          setState({ kind: 'reading', ...progress })
        })
        setState({ kind: 'done', ...measure(data) })
        onData(data)
      } catch (error) {
        if (!controller.signal.aborted) setState({ kind: 'failed', error })
      }
    },

    stop: () => {
      running.current?.abort()
      if (state.kind === 'reading') setState({ ...state, kind: 'stopped' })
    },
  }
}
