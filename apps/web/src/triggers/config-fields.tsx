import { Field } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'
import { HookFields } from './hook-fields.tsx'
import { ScheduleFields } from './schedule-fields.tsx'
import type { Config, TriggerConfig } from './trigger-types.ts'
import { endingWords } from './trigger-words.ts'
import { WorkflowField } from './workflow-field.tsx'
import styles from './triggers.module.css'
import type { ConfigFieldsProps } from './config-fields-props.ts'

/** The settings of the kind. */
export function ConfigFields({ config, onChange }: ConfigFieldsProps<TriggerConfig>) {
  switch (config.kind) {
    case 'manual':
      return <p className={styles.note}>People fire it here, with a payload.</p>
    case 'api':
      return <p className={styles.note}>Programs fire it with trigger.fire, or “eddy triggers fire”, with a payload and a key that fires once.</p>
    case 'webhook':
      return <HookFields config={config} onChange={onChange} />
    case 'schedule':
      return <ScheduleFields config={config} onChange={onChange} />
    case 'run':
      return <RunFields config={config} onChange={onChange} />
    case 'signal':
      return <TextField label="Name of the signal" mono value={config.signal} onChange={(signal) => onChange({ ...config, signal })} hint="As “Send a signal” sends it. Whoever waits for the signal gets it all the same." />
    case 'file':
      return <FileFields config={config} onChange={onChange} />
  }
}

function RunFields({ config, onChange }: ConfigFieldsProps<Config<'run'>>) {
  const { statuses } = config
  return (
    <>
      <WorkflowField label="After runs of" value={config.workflowId} onChange={(workflowId) => onChange({ ...config, workflowId })} />
      <fieldset className={styles.checks}>
        <legend className={styles.note}>That have</legend>
        {(Object.keys(endingWords) as (keyof typeof endingWords)[]).map((status) => (
          <label key={status} className={styles.check}>
            <input type="checkbox" checked={statuses.includes(status)} onChange={(event) => onChange({ ...config, statuses: event.target.checked ? [...statuses, status] : statuses.filter((other) => other !== status) })} />
            {endingWords[status]}
          </label>
        ))}
      </fieldset>
    </>
  )
}

function FileFields({ config, onChange }: ConfigFieldsProps<Config<'file'>>) {
  return (
    <div className={styles.pair}>
      <TextField label="Files" mono value={config.glob} onChange={(glob) => onChange({ ...config, glob })} placeholder="inbox/**/*.csv" hint="A pattern in the workspace folder." />
      <TextField label="Settled after (seconds)" value={String(config.settleMs / 1000)} lazy onChange={(seconds) => onChange({ ...config, settleMs: Math.round((Number(seconds) || 2) * 1000) })} hint="A file has arrived once it has not changed for so long." />
      <Field label="Files that are there already">
        <Select label="Files that are there already" value={config.existing} options={[{ value: 'skip', label: 'Do not fire' }, { value: 'fire', label: 'Fire, each once' }]} onChange={(existing) => onChange({ ...config, existing: existing === 'fire' ? 'fire' : 'skip' })} />
      </Field>
    </div>
  )
}
