import type { User } from '../../../contract/user.ts'
import type { Translate } from '../i18n/i18n.ts'
import type { PersonNames } from './use-person-names.ts'
import type { SelectOption } from '../ui/select-option.ts'

interface AssigneeSearch {
  /** the users who match the search */
  readonly users: readonly Pick<User, 'id' | 'name'>[]
  readonly me: Pick<User, 'id' | 'name'>
  /** the typed text, trimmed */
  readonly q: string
  readonly names: Pick<PersonNames, 'of'>
  readonly t: Translate
}

/**
 * Returns the assignees to choose from: the signed-in user, then the other matching users, and last the text itself,
 * because an assignee "need not be a known user". Source: contract, row `leadAssignee`.
 */
export function assigneeOptions({ users, me, q, names, t }: AssigneeSearch): SelectOption<string>[] {
  const mine = users.filter((user) => user.id === me.id)
  const others = users.filter((user) => user.id !== me.id)
  const isKnown = users.some((user) => user.id === q || user.name.toLowerCase() === q.toLowerCase())
  return [
    ...mine.map((user) => ({
      value: user.id,
      label: names.of(user),
      isName: true,
      description: t('composer.me'),
    })),
    ...others.map((user) => ({ value: user.id, label: names.of(user), isName: true, description: user.id })),
    ...(q === '' || isKnown || /\s/.test(q)
      ? []
      : [{ value: q, label: q, isName: true, description: t('composer.asTyped') }]),
  ]
}
