import { useQuery } from '@tanstack/react-query'
import { trpc } from '../trpc/client.ts'
import { Field } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'
import type { InstallPlan } from './library-types.ts'
import styles from './install-dialog.module.css'

export interface ChosenMapping {
  readonly secrets: { readonly [name: string]: string }
  readonly hosts: { readonly [origin: string]: string }
}

export interface InstallMappingProps {
  readonly plan: InstallPlan
  readonly mapping: ChosenMapping
  readonly onMapping: (mapping: ChosenMapping) => void
}

/** What of here takes the place of the secrets and hosts that it names. Secrets are only ever named, never copied. */
export function InstallMapping({ plan, mapping, onMapping }: InstallMappingProps) {
  const secrets = useQuery(trpc.secret.list.queryOptions())
  const hosts = plan.hosts.flatMap(({ origin, here, allowed }) => (origin === null ? [] : [{ origin, here: here ?? origin, allowed }]))
  if (plan.secrets.length === 0 && hosts.length === 0) return <p className={styles.hint}>It needs no secrets and calls no hosts: there is nothing to map.</p>
  return (
    <section className={styles.mapping} aria-label="Mapping">
      {plan.secrets.map(({ name, here, exists }) => {
        const known = secrets.data?.map((secret) => secret.name) ?? []
        const options = [...new Set([here, name, ...known])].map((value) => ({ value, label: value, ...(known.includes(value) || (value === here && exists) ? {} : { hint: 'not here' }) }))
        return (
          <Field key={name} label={`Secret ${name}`} error={exists ? undefined : 'There is no such secret here.'}>
            <Select label={`Secret for ${name}`} value={here} options={options} invalid={!exists} onChange={(value) => onMapping({ ...mapping, secrets: { ...mapping.secrets, [name]: value } })} />
          </Field>
        )
      })}
      {hosts.map(({ origin, here, allowed }) => (
        <TextField key={origin} lazy mono label={`Address in place of ${origin}`} value={here} error={allowed ? undefined : 'It may not be called from here.'} onChange={(value) => onMapping({ ...mapping, hosts: { ...mapping.hosts, [origin]: value.trim() || origin } })} />
      ))}
    </section>
  )
}
