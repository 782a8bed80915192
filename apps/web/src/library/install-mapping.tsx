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
  readonly agents: { readonly [name: string]: string }
}

export interface InstallMappingProps {
  readonly plan: InstallPlan
  readonly mapping: ChosenMapping
  readonly onMapping: (mapping: ChosenMapping) => void
}

/** What of here takes the place of the secrets, hosts and agents that it names. Secrets are only ever named, never copied. */
export function InstallMapping({ plan, mapping, onMapping }: InstallMappingProps) {
  const secrets = useQuery(trpc.secret.list.queryOptions())
  const hosts = plan.hosts.flatMap(({ origin, here, allowed }) => (origin === null ? [] : [{ origin, here: here ?? origin, allowed }]))
  if (plan.secrets.length + hosts.length + plan.agents.length === 0) return <p className={styles.hint}>It needs no secrets, calls no hosts and asks no agents: there is nothing to map.</p>
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
      {plan.agents.map((slot) => <AgentField key={slot.name} slot={slot} onAgent={(here) => onMapping({ ...mapping, agents: { ...mapping.agents, [slot.name]: here } })} />)}
    </section>
  )
}

/** Who of here fills a slot: whoever can do all that it is asked to. */
function AgentField({ slot: { name, as, actions, here, exists, able }, onAgent }: { readonly slot: InstallPlan['agents'][number]; readonly onAgent: (here: string) => void }) {
  const options = [...new Set([here, name, ...able])].map((value) => ({ value, label: value, ...(value === name ? { hint: as === 'pool' ? 'any of the pool' : 'as it names it' } : {}) }))
  return (
    <Field label={`${as === 'pool' ? 'Pool' : 'Agent'} ${name}`} hint={actions.length > 0 ? `Is asked to ${actions.join(', ')}.` : undefined} error={exists ? undefined : 'Nobody here of that name can do that.'}>
      <Select label={`Agent for ${name}`} value={here} options={options} invalid={!exists} onChange={onAgent} />
    </Field>
  )
}
