import { useState } from 'react'
import type { Person, PersonLink } from '../../../contract/person.ts'
import { canManageUsers } from '../../../contract/permissions.ts'
import { roles } from '../../../contract/user.ts'
import { useChangePerson, useCreateLink, useWithdrawInvitation } from '../../outbox/people.ts'
import { toProblem } from '../../shared/api/problems.ts'
import { formatMoment } from '../../shared/i18n/format-time.ts'
import { useMessages, type MessageKey } from '../../shared/i18n/i18n.ts'
import { problemMessage } from '../../shared/i18n/problem-message.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import { Avatar } from '../../shared/session/Avatar.tsx'
import { useSignedIn } from '../../shared/session/signed-in.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { Dialog } from '../../shared/ui/Dialog.tsx'
import { Select } from '../../shared/ui/Select.tsx'
import { showToast } from '../../shared/ui/show-toast.ts'
import rows from '../../shared/ui/RowList.module.css'
import { classNames } from '../../shared/ui/class-names.ts'
import styles from './account.module.css'
import { LinkPanel } from './LinkPanel.tsx'

/** What is asked about before it is done: it cannot be taken back. */
type Asked = 'block' | 'withdraw'

const accessWords = {
  active: 'people.block',
  invited: 'people.withdraw',
  blocked: 'people.unblock',
} as const satisfies Record<Person['state'], MessageKey>

interface PersonRowProps {
  readonly person: Person
  /** the row is about to go away, with the focus in it */
  readonly onGone: () => void
}

/** One of the application's people, and what the manager may do about them. */
export function PersonRow({ person, onGone }: PersonRowProps) {
  const t = useMessages()
  const { user } = useSignedIn()
  const { id, name, role, email, state } = person
  const change = useChangePerson()
  const withdraw = useWithdrawInvitation()
  const createLink = useCreateLink()
  const [asked, setAsked] = useState<Asked>()
  const [link, setLink] = useState<PersonLink>()
  const busy = change.isPending || withdraw.isPending || createLink.isPending
  const onError = (error: unknown) => showToast({ text: problemMessage(toProblem(error), t) })
  const may = canManageUsers(user, person)
  const confirm = () => {
    setAsked(undefined)
    if (asked === 'block') change.mutate({ id, blocked: true }, { onError })
    else withdraw.mutate(id, { onError, onSuccess: onGone })
  }
  return (
    <li className={classNames(rows.row, styles.person)} aria-busy={busy || undefined}>
      <Avatar name={name} />
      <span className={classNames(rows.words, styles.who)}>
        <b>{name}</b>
        <span className={classNames(rows.text, styles.hint)}>{email ?? t('people.noEmail')}</span>
        <StateWords person={person} />
      </span>
      {may ? (
        <>
          <Select
            size="s"
            label={t('people.role')}
            groups={[{ choices: roles.map((value) => ({ value, label: t(`session.${value}`) })) }]}
            value={role}
            onChange={(next) => change.mutate({ id, role: next }, { onError })}
          />
          {state !== 'blocked' && email !== null && (
            <Button
              size="s"
              busy={createLink.isPending}
              aria-label={`${t(`people.newLink.${state}`)}: ${name}`}
              onClick={() => createLink.mutate(id, { onError, onSuccess: (made) => setLink(made.link) })}
            >
              {t(`people.newLink.${state}`)}
            </Button>
          )}
          {/* one button whatever it says, so that it keeps the focus when it has done its work */}
          <Button
            size="s"
            busy={change.isPending}
            aria-label={`${t(accessWords[state])}: ${name}`}
            onClick={() => {
              if (state === 'blocked') change.mutate({ id, blocked: false }, { onError })
              else setAsked(state === 'invited' ? 'withdraw' : 'block')
            }}
          >
            {t(accessWords[state])}
          </Button>
        </>
      ) : (
        <span className={styles.hint}>
          {t(`session.${role}`)} · {t('people.you')}
        </span>
      )}
      {asked !== undefined && (
        <Dialog
          title={t(`people.${asked}.title`, { name })}
          onClose={() => setAsked(undefined)}
          footer={
            <>
              <Button onClick={() => setAsked(undefined)}>{t('people.cancel')}</Button>
              <Button variant="danger" onClick={confirm}>
                {t(`people.${asked}`)}
              </Button>
            </>
          }
        >
          <p>{t(`people.${asked}.text`)}</p>
        </Dialog>
      )}
      {link !== undefined && (
        <Dialog title={t(`people.newLink.${state}`)} onClose={() => setLink(undefined)}>
          <LinkPanel link={link} name={name} />
        </Dialog>
      )}
    </li>
  )
}

function StateWords({ person: { state, lastSeen, invitedUntil } }: { readonly person: Person }) {
  const t = useMessages()
  const viewer = useViewer()
  if (state === 'blocked') return <span className={styles.hint}>{t('people.blocked')}</span>
  if (invitedUntil !== null)
    return (
      <span className={styles.hint}>
        {t('people.invitedUntil', { moment: formatMoment(invitedUntil, viewer) })}
      </span>
    )
  return (
    <span className={styles.hint}>
      {lastSeen === null
        ? t('people.neverSeen')
        : t('people.lastSeen', { moment: formatMoment(lastSeen, viewer) })}
    </span>
  )
}
