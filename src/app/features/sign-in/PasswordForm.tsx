import { useEffect, useState } from 'react'
import { zodResolver } from '@hookform/resolvers/zod'
import { useForm } from 'react-hook-form'
import * as z from 'zod/mini'
import type { useCreateSession } from '../../outbox/mutations.ts'
import { useMessages, type Translate } from '../../shared/i18n/i18n.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { TextField } from '../../shared/ui/TextField.tsx'
import { emailSchema } from '../../shared/session/email-schema.ts'
import styles from '../../shared/ui/Form.module.css'
import { signInError } from './sign-in-error.ts'

interface PasswordFormProps {
  readonly signIn: ReturnType<typeof useCreateSession>
  /** nothing else on the screen is to be pressed first */
  readonly main: boolean
}

/** E-mail and password. A refusal is said above the button, and what was typed stays. */
export function PasswordForm({ signIn, main }: PasswordFormProps) {
  const t = useMessages()
  const form = useForm({
    defaultValues: { email: '', password: '' },
    resolver: zodResolver(credentials(t)),
    mode: 'onTouched',
  })
  const { errors } = form.formState
  const { isPending, variables, error } = signIn
  const mine = variables?.email !== undefined
  const fault = error !== null && mine ? signInError(error, t) : undefined
  const isSlow = useIsSlow(isPending && mine)
  return (
    <form
      noValidate
      aria-label={t('session.title')}
      className={styles.form}
      onSubmit={form.handleSubmit((values) => {
        if (!isPending) signIn.mutate(values)
      })}
    >
      <TextField
        {...form.register('email')}
        label={t('session.email')}
        type="email"
        autoComplete="username"
        inputMode="email"
        spellCheck={false}
        fault={errors.email?.message}
      />
      <TextField
        {...form.register('password')}
        label={t('session.password')}
        type="password"
        autoComplete="current-password"
        fault={errors.password?.message}
      />
      <div role="alert" className={styles.fault}>
        {fault}
      </div>
      <div role="status" className={styles.slow}>
        {isSlow && t('session.slow')}
      </div>
      <Button type="submit" variant={main ? 'primary' : 'plain'} busy={isPending && mine}>
        {t('session.signIn')}
      </Button>
    </form>
  )
}

/** Milliseconds after which a sign-in that is pending is explained: the service delays attempts after failed ones. */
const slowAfterMs = 2_000

function useIsSlow(isPending: boolean): boolean {
  const [isSlow, setIsSlow] = useState(false)
  useEffect(() => {
    if (!isPending) return undefined
    const timer = setTimeout(() => setIsSlow(true), slowAfterMs)
    return () => {
      clearTimeout(timer)
      setIsSlow(false)
    }
  }, [isPending])
  return isSlow
}

function credentials(t: Translate) {
  return z.object({
    email: emailSchema(t),
    password: z.string().check(z.minLength(1, t('session.passwordMissing'))),
  })
}
