import type { ImportEndpoint } from '../../core/backend.ts'
import type { OperationDescription } from './operation-description.ts'

/** The endpoints of imports in the app: an extension, with a session only. */
export const importDescriptions: { readonly [Name in ImportEndpoint]: OperationDescription<Name> } = {
  getImport: {
    tag: 'Imports',
    summary: 'Get the import',
    description:
      'The import of the application: `null` if there is none. An application has at most one. Poll it for the progress.',
    parameters: {},
  },
  createImport: {
    tag: 'Imports',
    summary: 'Create an import',
    description:
      'Creates the import of a file, whose parts are uploaded next. It replaces an import that has ended or was never started; one in progress returns 409.',
    parameters: {
      file: 'The name of the file.',
      size: 'The size of the file in bytes.',
    },
  },
  uploadImport: {
    tag: 'Imports',
    summary: 'Upload a part of the file',
    description:
      'Stores the next part of the file. The body is at most 256 KiB of the file as `application/octet-stream`. A part whose offset is not `received` is ignored, so that a request can be repeated: continue at the `received` of the response. After the last part, the service reads the columns and proposes a mapping.',
    parameters: { offset: 'The position of the part in the file, in bytes.' },
  },
  changeImport: {
    tag: 'Imports',
    summary: 'Check, start or stop the import',
    description:
      '`check` makes a dry run with a mapping and writes nothing; its result is the `report`. `start` imports the file with the mapping of the last dry run, or continues a stopped import. `stop` stops the work; events that were written stay. The service continues its work after a restart.',
    parameters: {
      action: 'What to do.',
      mapping: 'For `check`: the fields of the columns, in the form of docs/import-formats.md.',
    },
  },
  deleteImport: {
    tag: 'Imports',
    summary: 'Discard the import',
    description:
      'Stops and deletes the import with its file and its rejected lines. Events that were written stay.',
    parameters: {},
  },
  getRejectedLines: {
    tag: 'Imports',
    summary: 'Download the rejected lines',
    description:
      'The lines that the import has rejected, in the format of the file, each with its reasons. After a correction the file can be imported as it is. Deleted with the import, at the latest after seven days.',
    parameters: {},
  },
}
