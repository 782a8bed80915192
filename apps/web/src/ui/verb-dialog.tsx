import type { FormEvent, KeyboardEvent, ReactNode } from 'react'
import { createContext, use, useId, useRef } from 'react'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { useSingleAct } from './use-single-act.ts'
import styles from './verb-dialog.module.css'

/** Why what a dialog asks about can no longer be done, for a dialog that was open when that came about. */
export const VerbGone = createContext<string | undefined>(undefined)

export interface VerbDialogProps {
  readonly title: string
  readonly description: ReactNode
  /** What the button does, in its own words. */
  readonly verb: string
  readonly tone?: 'primary' | 'danger'
  /** Something is missing still. */
  readonly disabled?: boolean
  readonly act: () => Promise<unknown>
  readonly onClose: () => void
  /** What a refusal needs said beside its sentence. */
  readonly explain?: (error: Error) => ReactNode
  readonly children?: ReactNode
}

/** Asks before something is done, does it, and stays open with the reason when that was refused. */
export function VerbDialog({ title, description, verb, tone = 'primary', disabled = false, act, onClose, explain, children }: VerbDialogProps) {
  const form = useRef<HTMLFormElement>(null)
  const formId = useId()
  const { action, begin } = useSingleAct(act, onClose)
  // what it does itself may be why
  const gone = use(VerbGone)
  const refused = action.isIdle ? gone : undefined
  const blocked = disabled || action.isPending || refused !== undefined
  function submit(event: FormEvent | KeyboardEvent) {
    event.preventDefault()
    const invalid = form.current?.querySelector<HTMLElement>('input:invalid, textarea:invalid')
    if (invalid) return invalid.focus()
    if (!blocked) begin()
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={description}
      actions={
        <>
          <Button tone="quiet" onClick={onClose}>Not now</Button>
          <Button tone={tone} type="submit" form={formId} disabled={blocked}>{action.isPending ? 'One moment …' : verb}</Button>
        </>
      }
    >
      <form ref={form} id={formId} className={styles.form} noValidate onSubmit={submit} onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && submit(event)}>
        {refused === undefined ? children : <div className={styles.error} role="alert"><p>{refused}</p></div>}
        {action.isError && (
          <div className={styles.error} role="alert">
            <p>{action.error.message}</p>
            {explain?.(action.error)}
          </div>
        )}
      </form>
    </Dialog>
  )
}

export interface RadioChoice {
  readonly value: string
  readonly title: string
  readonly consequence: string
}

interface RadioListProps {
  readonly legend: string
  readonly choices: readonly RadioChoice[]
  readonly value: string
  readonly onChange: (value: string) => void
}

/** Alternatives with their consequences written out. */
export function RadioList({ legend, choices, value, onChange }: RadioListProps) {
  const name = useId()
  return (
    <fieldset className={styles.choices}>
      <legend>{legend}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className={styles.choice}>
          <input type="radio" name={name} checked={value === choice.value} onChange={() => onChange(choice.value)} />
          <span>
            <strong>{choice.title}</strong>
            <span className={styles.consequence}>{choice.consequence}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
