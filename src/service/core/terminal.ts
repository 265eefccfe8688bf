/** The output for the user who starts the service. */
export interface Terminal {
  readonly print: (text: string) => void
  /** Shows a step that is in progress, and how much of it is done, from 0 to 1. */
  readonly progress: (step: string, share?: number) => void
  /** Removes the step that is shown on a terminal. */
  readonly clear: () => void
}

const eraseLine = '\r\u001B[K'

/**
 * Creates the output. On a terminal, one line shows the current step; otherwise each step is a separate line without
 * its share.
 */
export function createTerminal(
  stream: Pick<NodeJS.WriteStream, 'isTTY'> & { write: (text: string) => unknown },
): Terminal {
  let current: string | undefined
  const clear = () => {
    if (stream.isTTY && current !== undefined) stream.write(eraseLine)
    current = undefined
  }
  return {
    clear,
    print(text) {
      clear()
      stream.write(`${text}\n`)
    },
    progress(step, share) {
      const percentage = share === undefined ? '' : ` ${Math.floor(share * 100)} %`
      if (stream.isTTY) stream.write(`${eraseLine}${step}…${percentage}`)
      else if (step !== current) stream.write(`${step}…\n`)
      current = step
    },
  }
}
