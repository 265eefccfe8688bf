/** An error of a line: the field (empty if it concerns the whole line), a code and a sentence. */
export interface LineError {
  readonly field: string
  readonly code: string
  readonly message: string
  /** the value in the file, by which equal errors are counted together */
  readonly value?: string
}

/** The option of the import that resolves an error, by code, or by field and code. */
const options: Readonly<Record<string, string>> = {
  unknown_user: '--owners <file.csv> assigns users, or --set owner=<id> one for all lines',
  erased_user: '--owners <file.csv> assigns another user',
  unknown_status: '--statuses <file.csv> assigns statuses',
  ambiguous_date: '--dates dd/mm/yyyy or --dates mm/dd/yyyy',
  no_time_zone: '--zone, such as --zone Europe/Rome, or --zone UTC',
  'type required': '--set type=company or --set type=person',
  'owner required': '--set owner=<id>',
  'note too_long': '--long-notes split',
  'lead white_space': '--lead-from-name',
  'lead forbidden_character': '--lead-from-name',
  'leadAssignee white_space': '--owners <file.csv> assigns users',
  date_not_after_latest: '--older append, see docs/import-formats.md',
}

/** Returns the option that resolves an error, if there is one. */
export function optionFor({ field, code }: Pick<LineError, 'field' | 'code'>): string | undefined {
  return options[`${field} ${code}`] ?? options[code]
}
