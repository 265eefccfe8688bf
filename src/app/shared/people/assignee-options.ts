import type { User } from '../../../contract/user.ts'
import type { Translate } from '../i18n/i18n.ts'
import type { SelectOption } from '../ui/select-option.ts'

interface People {
  /** who fits the search */
  readonly users: readonly Pick<User, 'id' | 'name'>[]
  readonly me: Pick<User, 'id' | 'name'>
  /** what was typed, without white space around it */
  readonly q: string
  readonly t: Translate
}

/**
 * Who can be assigned: oneself first, then the others who fit, and last the text itself, for an assignee "need not be
 * a known user". Source: contract, row `leadAssignee`.
 */
export function assigneeOptions({ users, me, q, t }: People): SelectOption<string>[] {
  const mine = users.filter((user) => user.id === me.id)
  const others = users.filter((user) => user.id !== me.id)
  const known = users.some((user) => user.id === q || user.name.toLowerCase() === q.toLowerCase())
  return [
    ...mine.map(({ id, name }) => ({ value: id, label: name, description: t('composer.me') })),
    ...others.map(({ id, name }) => ({ value: id, label: name, description: id })),
    ...(q === '' || known || /\s/.test(q)
      ? []
      : [{ value: q, label: q, description: t('composer.asTyped') }]),
  ]
}
