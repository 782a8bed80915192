import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { Field } from '../ui/field.tsx'
import field from '../ui/field.module.css'
import { IconButton } from '../ui/icon-button.tsx'
import styles from './settings.module.css'

export interface SecretValueFieldProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly hint: string
}

/** A value that nobody should read over a shoulder. No password field: that would lose the lines of a private key. */
export function SecretValueField({ value, onChange, hint }: SecretValueFieldProps) {
  const [shown, setShown] = useState(false)
  const Icon = shown ? EyeOff : Eye
  return (
    <Field label="Value" hint={hint}>
      <div className={styles.value}>
        <textarea
          aria-label="Value"
          className={`${field.input} ${shown ? '' : styles.concealed}`}
          data-mono=""
          rows={2}
          required
          spellCheck={false}
          autoComplete="off"
          autoCorrect="off"
          autoCapitalize="off"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
        <IconButton label={shown ? 'Conceal the value' : 'Show the value'} pressed={shown} onClick={() => setShown(!shown)}>
          <Icon size={14} />
        </IconButton>
      </div>
    </Field>
  )
}
