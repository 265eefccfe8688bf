/** The largest file of an import in the page, as it is stored: a gzip file counts compressed. */
export const maxImportBytes = 256 * 1024 * 1024

/** The largest part of a file in one request: the limit of every body, which proxies in front of the service also have. */
export const maxImportPartBytes = 256 * 1024

/** What a manager can do with an import after its file is complete. */
export const importActions = ['check', 'start', 'stop'] as const

export type ImportAction = (typeof importActions)[number]
