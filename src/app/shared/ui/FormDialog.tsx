import { useId, type ComponentProps, type ReactNode } from 'react'
import { useMessages } from '../i18n/i18n.ts'
import { Button, type ButtonVariant } from './Button.tsx'
import { Dialog } from './Dialog.tsx'

interface FormDialogProps extends Pick<
  ComponentProps<typeof Dialog>,
  'title' | 'onClose' | 'alert' | 'initialFocus'
> {
  /** the class of the form */
  readonly className: string | undefined
  readonly onSubmit: () => void
  /** called by "Cancel"; default: `onClose`, which keeps what was typed if it is stored */
  readonly onCancel?: () => void
  /** the text of the button that submits the form */
  readonly submit: string
  readonly variant?: ButtonVariant['variant']
  /** whether the form is being submitted */
  readonly busy?: boolean
  readonly children: ReactNode
}

/** A dialog that contains a form, with "Cancel" and a button that submits it. */
export function FormDialog({
  className,
  onSubmit,
  onClose,
  onCancel = onClose,
  submit,
  variant = 'primary',
  busy = false,
  children,
  ...dialog
}: FormDialogProps) {
  const t = useMessages()
  const id = useId()
  return (
    <Dialog
      {...dialog}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onCancel}>{t('timeline.cancel')}</Button>
          <Button type="submit" form={id} variant={variant} busy={busy}>
            {submit}
          </Button>
        </>
      }
    >
      <form
        id={id}
        noValidate
        className={className}
        onSubmit={(event) => {
          event.preventDefault()
          onSubmit()
        }}
      >
        {children}
      </form>
    </Dialog>
  )
}
