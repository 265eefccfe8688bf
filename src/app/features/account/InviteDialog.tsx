import { zodResolver } from '@hookform/resolvers/zod'
import { Controller, useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import { roles, type Role } from '../../../contract/user.ts'
import { useInvitePerson } from '../../outbox/people.ts'
import { toProblem } from '../../shared/api/problems.ts'
import { useMessages, type Translate } from '../../shared/i18n/i18n.ts'
import { problemMessage } from '../../shared/i18n/problem-message.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { Dialog } from '../../shared/ui/Dialog.tsx'
import { SegmentedControl } from '../../shared/ui/SegmentedControl.tsx'
import { TextField } from '../../shared/ui/TextField.tsx'
import { emailField, personNameField } from '../../shared/session/person-fields.ts'
import formStyles from '../../shared/ui/Form.module.css'
import { LinkPanel } from './LinkPanel.tsx'

const emptyInvitation: { name: string; email: string; role: Role } = { name: '', email: '', role: 'rep' }

/** Invites a user by name, email address and role, and then shows the link to pass on. */
export function InviteDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useMessages()
  const invite = useInvitePerson()
  const form = useForm({
    defaultValues: emptyInvitation,
    resolver: zodResolver(invitationSchema(t)),
    mode: 'onTouched',
  })
  const { errors } = form.formState
  const problem = invite.error === null ? undefined : toProblem(invite.error)
  const emailTaken = problem?.errorsOf('email').some(({ code }) => code === 'email_taken') ?? false
  if (invite.data !== undefined) {
    return (
      <Dialog title={t('people.invited', { name: invite.data.item.name })} onClose={onClose}>
        <LinkPanel link={invite.data.link} name={invite.data.item.name} />
      </Dialog>
    )
  }
  return (
    <Dialog title={t('people.invite')} onClose={onClose}>
      <form
        noValidate
        aria-label={t('people.invite')}
        className={formStyles.form}
        onSubmit={form.handleSubmit((values) => {
          if (!invite.isPending) invite.mutate(values)
        })}
      >
        <TextField
          {...form.register('name')}
          label={t('people.name')}
          autoComplete="off"
          error={errors.name?.message}
        />
        <TextField
          {...form.register('email')}
          label={t('session.email')}
          type="email"
          autoComplete="off"
          inputMode="email"
          spellCheck={false}
          error={errors.email?.message ?? (emailTaken ? t('problem.field.email_taken') : undefined)}
        />
        <Controller
          control={form.control}
          name="role"
          render={({ field: { value, onChange } }) => (
            <SegmentedControl
              label={t('people.role')}
              options={roles.map((role) => ({ value: role, label: t(`session.${role}`) }))}
              value={value}
              onChange={onChange}
              width="wide"
            />
          )}
        />
        <div role="alert" className={formStyles.fault}>
          {problem !== undefined && !emailTaken && problemMessage(problem, t)}
        </div>
        <Button type="submit" variant="primary" busy={invite.isPending}>
          {t('people.makeLink')}
        </Button>
      </form>
    </Dialog>
  )
}

function invitationSchema(t: Translate) {
  return z.object({
    name: personNameField(t),
    email: emailField(t),
    role: z.enum(roles),
  })
}
