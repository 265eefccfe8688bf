import type { User } from '../../../contract/user.ts'
import type { useCreateSession } from '../../outbox/mutations.ts'
import { toProblem } from '../../shared/api/problems.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { problemMessage } from '../../shared/i18n/problem-message.ts'
import { Avatar } from '../../shared/session/Avatar.tsx'
import styles from './DemoPeople.module.css'
import { Name } from '../../shared/ui/Name.tsx'

interface DemoPeopleProps {
  readonly people: readonly User[]
  readonly signIn: ReturnType<typeof useCreateSession>
}

/** One button per user of the demo, which signs in as that user. */
export function DemoPeople({ people, signIn }: DemoPeopleProps) {
  const t = useMessages()
  const { isPending, variables, error } = signIn
  const failed = error !== null && variables?.demoPerson !== undefined
  return (
    <section className={styles.demo} aria-labelledby="demo-people">
      <h2 id="demo-people" className={styles.title}>
        {t('session.demo')}
      </h2>
      <ul className={styles.people}>
        {people.map(({ id, name, role }) => (
          <li key={id}>
            <button
              type="button"
              className={styles.person}
              aria-busy={(isPending && variables?.demoPerson === id) || undefined}
              onClick={() => {
                if (!isPending) signIn.mutate({ demoPerson: id })
              }}
            >
              <Avatar name={name} />
              <Name className={styles.name}>{name}</Name>
              <span className={styles.role}>{t(`session.${role}`)}</span>
            </button>
          </li>
        ))}
      </ul>
      {failed && (
        <p role="alert" className={styles.error}>
          {problemMessage(toProblem(error), t)}
        </p>
      )}
      <p className={styles.hint}>{t('session.demoHint')}</p>
    </section>
  )
}
