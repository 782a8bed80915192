import { type ComponentType, lazy, type LazyExoticComponent } from 'react'
import styles from '../field.module.css'

export interface PlainEditorProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly placeholder?: string | undefined
  readonly invalid?: boolean
  readonly describedBy?: string | undefined
  readonly id?: string | undefined
}

const loads: (() => Promise<unknown>)[] = []

/** An editor that is loaded when a field needs it. Where it cannot be loaded, as without a connection, a plain text field does. */
export function editorPart<Props extends PlainEditorProps>(load: () => Promise<ComponentType<Props>>): LazyExoticComponent<ComponentType<Props>> {
  loads.push(load)
  return lazy(async () => ({ default: await load().catch((): ComponentType<Props> => PlainEditor) }))
}

/** Loads the editors while there is time and a connection. */
export function loadEditors(): void {
  for (const load of loads) load().catch(() => undefined)
}

function PlainEditor({ label, value, onChange, placeholder, invalid, describedBy, id }: PlainEditorProps) {
  return (
    <textarea
      id={id}
      className={styles.input}
      aria-label={label}
      aria-invalid={invalid || undefined}
      aria-describedby={describedBy}
      data-invalid={invalid ? '' : undefined}
      data-mono=""
      rows={2}
      spellCheck={false}
      placeholder={placeholder}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
