import { useRef, useState } from 'react'
import { can } from '../../../contract/permissions.ts'
import { peoplePageSize, useListPeople } from '../../outbox/people.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import results from '../../shared/ui/ResultList.module.css'
import rows from '../../shared/ui/RowList.module.css'
import screen from '../../shared/ui/Screen.module.css'
import { useSignedIn } from '../../shared/session/signed-in.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { EmptyState } from '../../shared/ui/EmptyState.tsx'
import { LoadError } from '../../shared/ui/LoadError.tsx'
import { classNames } from '../../shared/ui/class-names.ts'
import { Skeleton } from '../../shared/ui/Skeleton.tsx'
import styles from '../../features/account/account.module.css'
import { InviteDialog } from '../../features/account/InviteDialog.tsx'
import { PersonRow } from '../../features/account/PersonRow.tsx'
import { PageTitle } from '../../outbox/ui/PageTitle.tsx'

/** The screen where managers list users, invite them, change their roles and block them. */
export function PeopleScreen() {
  const t = useMessages()
  const { user } = useSignedIn()
  return (
    <>
      <PageTitle>{t('people.title')}</PageTitle>
      {can(user, 'managePeople') ? (
        <People />
      ) : (
        <EmptyState isScreen title={t('people.cannot.title')} text={t('people.cannot.text')} />
      )}
    </>
  )
}

function People() {
  const t = useMessages()
  const [page, setPage] = useState(0)
  const [inviting, setInviting] = useState(false)
  const inviteButton = useRef<HTMLButtonElement>(null)
  const { data, error, isPending, isFetching, refetch } = useListPeople(page)
  const count = data?.meta.count ?? 0
  return (
    <div className={screen.screen}>
      <header className={screen.header}>
        <div className={screen.column}>
          <div className={screen.bar}>
            <h1 className={classNames(screen.title, styles.title)}>{t('people.title')}</h1>
            <Button ref={inviteButton} variant="primary" onClick={() => setInviting(true)}>
              {t('people.invite')}
            </Button>
          </div>
        </div>
      </header>
      <div className={results.scroller}>
        <div className={results.column} aria-busy={isFetching}>
          {isPending && <Skeleton height="240px" />}
          {error !== null && <LoadError error={error} onRetry={refetch} retrying={isFetching} />}
          {data !== undefined && (
            <>
              <output className={results.count}>{t('people.count', { count })}</output>
              <ul className={rows.list} aria-label={t('people.title')}>
                {data.items.map((person) => (
                  <PersonRow key={person.id} person={person} onGone={() => inviteButton.current?.focus()} />
                ))}
              </ul>
              {count <= 1 && <EmptyState title={t('people.alone.title')} text={t('people.alone.text')} />}
            </>
          )}
          {(page > 0 || count > (page + 1) * peoplePageSize) && (
            <div className={results.more}>
              {page > 0 && (
                <Button size="s" onClick={() => setPage(page - 1)}>
                  {t('people.previous')}
                </Button>
              )}
              {count > (page + 1) * peoplePageSize && (
                <Button size="s" onClick={() => setPage(page + 1)}>
                  {t('people.next')}
                </Button>
              )}
            </div>
          )}
        </div>
      </div>
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </div>
  )
}
