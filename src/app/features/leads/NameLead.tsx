import { useRef, useState } from 'react'
import { leadName, leadNameLimit, type Lead } from '../../../contract/lead.ts'
import { required } from '../../../contract/params.ts'
import { canNameLead } from '../../../contract/permissions.ts'
import { nameDraft } from '../../outbox/drafts/draft-key.ts'
import { useNameLead } from '../../outbox/mutations.ts'
import { useDraft, useOutboxContext } from '../../outbox/outbox-context.ts'
import { contractError } from '../../shared/api/contract-error.ts'
import { toProblem } from '../../shared/api/problems.ts'
import { useGetLead } from '../../shared/api/queries.ts'
import { useMessages, type Translate } from '../../shared/i18n/i18n.ts'
import { problemMessage } from '../../shared/i18n/problem-message.ts'
import { personKey, personOf } from '../../shared/session/person.ts'
import { useSignedIn } from '../../shared/session/signed-in.ts'
import { Button } from '../../shared/ui/Button.tsx'
import formStyles from '../../shared/ui/Form.module.css'
import { FormDialog } from '../../shared/ui/FormDialog.tsx'
import { Icon } from '../../shared/ui/Icon.tsx'
import { showToast } from '../../shared/ui/show-toast.ts'
import { TextField } from '../../shared/ui/TextField.tsx'

/** Returns a lead if the user may set or correct its name. */
export function useNameableLead(id: string): Lead | undefined {
  const { user, capabilities } = useSignedIn()
  const lead = useGetLead(id).data?.item
  if (lead === undefined || !capabilities.includes('nameLeads')) return undefined
  return canNameLead(user, lead) ? lead : undefined
}

/** The button next to a lead's name that corrects it: an icon; for a lead without a name, a text. */
export function NameLeadButton({ id }: { readonly id: string }) {
  const t = useMessages()
  const lead = useNameableLead(id)
  const [isOpen, setIsOpen] = useState(false)
  const label = t(lead?.name === null ? 'leadName.add' : 'leadName.edit')
  return (
    <>
      {lead !== undefined && (
        <Button
          size="s"
          variant={lead.name === null ? 'plain' : 'quiet'}
          aria-label={label}
          aria-haspopup="dialog"
          onClick={() => setIsOpen(true)}
        >
          {lead.name === null ? label : <Icon name="edit" title={label} />}
        </Button>
      )}
      {isOpen && <NameLeadDialog id={id} onClose={() => setIsOpen(false)} />}
    </>
  )
}

interface NameLeadDialogProps {
  readonly id: string
  readonly onClose: () => void
}

/** Sets or corrects a lead's name. What is typed is stored until the name is saved or the dialog is cancelled. */
export function NameLeadDialog({ id, onClose }: NameLeadDialogProps) {
  const t = useMessages()
  const { user } = useSignedIn()
  const { drafts } = useOutboxContext()
  const nameLead = useNameLead()
  const draftKey = nameDraft(personKey(personOf(user)), id)
  const draft = useDraft(draftKey)
  const saved = useGetLead(id).data?.item.name ?? ''
  const name = typeof draft === 'string' ? draft : saved
  const [error, setError] = useState<string>()
  const field = useRef<HTMLInputElement>(null)
  const problem = nameLead.error === null ? undefined : toProblem(nameLead.error)
  const save = async () => {
    const nameError = nameErrorOf(name, t)
    setError(nameError)
    if (nameError !== undefined || nameLead.isPending) return
    try {
      await nameLead.mutateAsync({ id, name })
    } catch {
      // shown above the buttons
      return
    }
    drafts.remove(draftKey)
    onClose()
    showToast({ text: t('leadName.saved') })
  }
  return (
    <FormDialog
      title={t(saved === '' ? 'leadName.add' : 'leadName.edit')}
      onClose={onClose}
      initialFocus={field}
      className={formStyles.form}
      onSubmit={() => void save()}
      onCancel={() => {
        drafts.remove(draftKey)
        onClose()
      }}
      submit={t('timeline.save')}
      busy={nameLead.isPending}
    >
      <TextField
        ref={field}
        label={t('leadName.label')}
        value={name}
        onChange={(event) => {
          setError(undefined)
          const typed = event.currentTarget.value
          if (typed === saved) drafts.remove(draftKey)
          else drafts.write(draftKey, typed)
        }}
        error={error}
        autoComplete="off"
        spellCheck={false}
      />
      <p className={formStyles.slow}>{t('leadName.hint', { id })}</p>
      <div role="alert" className={formStyles.fault}>
        {problem !== undefined && <span>{problemMessage(problem, t)}</span>}
        {problem?.code === 'unreachable' && <span>{` ${t('leadName.kept')}`}</span>}
      </div>
    </FormDialog>
  )
}

const nameSchema = required(leadName)

function nameErrorOf(name: string, t: Translate): string | undefined {
  const code = contractError(nameSchema, name)
  if (code === undefined) return undefined
  if (code === 'too_long') return t('problem.field.too_long', { max: leadNameLimit })
  return t(code === 'empty' ? 'problem.field.empty' : 'leadName.invalid')
}
