/** The path of the stream that announces changes to a signed-in browser, as server-sent events. */
export const changeStreamPath = '/session/changes'

/** Milliseconds after which the service repeats a stream's last message: proxies close a connection without data. */
export const streamBeatMs = 15_000
