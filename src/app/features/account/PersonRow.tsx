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
import { Name } from '../../shared/ui/Name.tsx'

/** The actions that need a confirmation, because they cannot be undone. */
type Confirmation = 'block' | 'withdraw'

const accessLabels = {
  active: 'people.block',
  invited: 'people.withdraw',
  blocked: 'people.unblock',
} as const satisfies Record<Person['state'], MessageKey>

interface PersonRowProps {
  readonly person: Person
  /** called before the row disappears while it has the focus */
  readonly onGone: () => void
}

/** One user of the application, and the actions that the manager may take. */
export function PersonRow({ person, onGone }: PersonRowProps) {
  const t = useMessages()
  const { user } = useSignedIn()
  const { id, name, role, email, state } = person
  const change = useChangePerson()
  const withdraw = useWithdrawInvitation()
  const createLink = useCreateLink()
  const [confirmation, setConfirmation] = useState<Confirmation>()
  const [link, setLink] = useState<PersonLink>()
  const busy = change.isPending || withdraw.isPending || createLink.isPending
  const onError = (error: unknown) => showToast({ text: problemMessage(toProblem(error), t) })
  const canManage = canManageUsers(user, person)
  const confirm = () => {
    setConfirmation(undefined)
    if (confirmation === 'block') change.mutate({ id, blocked: true }, { onError })
    else withdraw.mutate(id, { onError, onSuccess: onGone })
  }
  return (
    <li className={classNames(rows.row, styles.person)} aria-busy={busy || undefined}>
      <Avatar name={name} />
      <span className={classNames(rows.words, styles.identity)}>
        <b>
          <Name>{name}</Name>
        </b>
        <span className={classNames(rows.text, styles.hint)}>
          {email === null ? t('people.noEmail') : <Name>{email}</Name>}
        </span>
        <StateText person={person} />
      </span>
      {canManage ? (
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
              onClick={() =>
                createLink.mutate(id, { onError, onSuccess: (created) => setLink(created.link) })
              }
            >
              {t(`people.newLink.${state}`)}
            </Button>
          )}
          {/* one button for all states, so that it keeps the focus after its action */}
          <Button
            size="s"
            busy={change.isPending}
            aria-label={`${t(accessLabels[state])}: ${name}`}
            onClick={() => {
              if (state === 'blocked') change.mutate({ id, blocked: false }, { onError })
              else setConfirmation(state === 'invited' ? 'withdraw' : 'block')
            }}
          >
            {t(accessLabels[state])}
          </Button>
        </>
      ) : (
        <span className={styles.hint}>{`${t(`session.${role}`)} · ${t('people.you')}`}</span>
      )}
      {confirmation !== undefined && (
        <Dialog
          title={t(`people.${confirmation}.title`, { name })}
          onClose={() => setConfirmation(undefined)}
          footer={
            <>
              <Button onClick={() => setConfirmation(undefined)}>{t('people.cancel')}</Button>
              <Button variant="danger" onClick={confirm}>
                {t(`people.${confirmation}`)}
              </Button>
            </>
          }
        >
          <p>{t(`people.${confirmation}.text`)}</p>
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

function StateText({ person: { state, lastSeen, invitedUntil } }: { readonly person: Person }) {
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
