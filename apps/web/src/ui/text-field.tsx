import { useEffect, useEffectEvent, useState } from 'react'
import { Field } from './field.tsx'
import styles from './field.module.css'

export interface TextFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** Commit on Enter and on leaving the field only, for values that must be whole to make sense. */
  readonly lazy?: boolean
  readonly multiline?: boolean
  readonly mono?: boolean
  readonly placeholder?: string
  readonly required?: boolean
  readonly hint?: string
  readonly error?: string | undefined
  /** Label for screen readers only. */
  readonly bare?: boolean
}

export function TextField({ label, hint, error, bare, ...rest }: TextFieldProps) {
  const input = <TextInput label={label} invalid={error !== undefined} {...rest} />
  return bare ? (
    <div className={styles.bare}>
      {input}
      {error === undefined ? null : <span className={styles.error} role="alert">{error}</span>}
    </div>
  ) : (
    <Field label={label} hint={hint} error={error}>
      {input}
    </Field>
  )
}

function TextInput({ label, value, onChange, lazy, multiline, mono, placeholder, required, invalid }: Omit<TextFieldProps, 'hint' | 'error' | 'bare'> & { readonly invalid: boolean }) {
  const [draft, setDraft] = useState<string>()
  const commit = () => {
    if (draft !== undefined && draft !== value) onChange(draft)
    setDraft(undefined)
  }
  useBeforeLeaving(commit)
  const shared = {
    'aria-label': label,
    'aria-invalid': invalid || undefined,
    'data-invalid': invalid ? '' : undefined,
    'data-mono': mono ? '' : undefined,
    className: styles.input,
    placeholder,
    required,
    value: draft ?? value,
    spellCheck: !mono,
    onBlur: commit,
  }
  const change = (next: string) => (lazy ? setDraft(next) : onChange(next))
  if (multiline) return <textarea rows={2} {...shared} onChange={(event) => change(event.target.value)} />
  return (
    <input
      {...shared}
      onChange={(event) => change(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit()
        if (event.key === 'Escape' && draft !== undefined) {
          event.stopPropagation()
          setDraft(undefined)
        }
      }}
    />
  )
}

/** What is half typed is not lost with the page. */
function useBeforeLeaving(act: () => void): void {
  const leave = useEffectEvent(act)
  useEffect(() => {
    const leaving = () => leave()
    const ends = ['pagehide', 'beforeunload'] as const
    // before whoever keeps the draft hears of it
    for (const end of ends) window.addEventListener(end, leaving, true)
    return () => {
      for (const end of ends) window.removeEventListener(end, leaving, true)
    }
  }, [])
}
