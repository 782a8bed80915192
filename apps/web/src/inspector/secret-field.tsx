import { TextField } from '../ui/text-field.tsx'
import { Button } from '../ui/button.tsx'
import { useInspector } from './inspector-context.tsx'
import styles from './inspector.module.css'

export interface SecretFieldProps {
  /** Of the argument that takes it. */
  readonly argument: string
  readonly secret: string
  readonly onChange: (secret: string) => void
}

/** The name of a secret, and a way to make it when there is none of that name. */
export function SecretField({ argument, secret, onChange }: SecretFieldProps) {
  const { secrets } = useInspector()
  const missing = secrets?.names !== undefined && !secrets.names.includes(secret)
  return (
    <>
      <TextField
        label={`Secret for ${argument}`}
        bare
        mono
        lazy
        placeholder="Name of the secret"
        value={secret}
        error={missing ? (secret === '' ? 'Choose a secret above, or make one.' : `There is no secret called ${secret}.`) : undefined}
        onChange={onChange}
      />
      {missing ? (
        <div className={styles.row}>
          <Button size="small" onClick={() => secrets.create(secret || suggestedName(argument), onChange)}>
            Create it …
          </Button>
        </div>
      ) : null}
    </>
  )
}

/** A name for a secret that an argument is made from. */
export function suggestedName(argument: string): string {
  return /^[A-Za-z]\w*$/.test(argument) && argument !== 'value' ? argument : ''
}
