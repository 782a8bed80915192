import { useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { trpc } from '../trpc/client.ts'
import { Field } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { serverNow } from '../ui/server-time.ts'
import { TextField } from '../ui/text-field.tsx'
import type { ConfigFieldsProps } from './config-fields-props.ts'
import { TimeList } from './time-list.tsx'
import type { Config, When } from './trigger-types.ts'
import styles from './triggers.module.css'

const localZone = new Intl.DateTimeFormat().resolvedOptions().timeZone
const zones = ['UTC', ...new Set([localZone, ...Intl.supportedValuesOf('timeZone')])].map((zone) => ({ value: zone, label: zone }))
const ways = [{ value: 'cron', label: 'At times of the clock (cron)' }, { value: 'interval', label: 'Every so often' }, { value: 'once', label: 'Once' }]
const policies = [{ value: 'last', label: 'Catch up with the last one' }, { value: 'all', label: 'Catch up with all, up to a number' }, { value: 'skip', label: 'Give them up' }]

const begin: { readonly [E in When['every']]: () => When } = {
  cron: () => ({ every: 'cron', cron: '0 9 * * 1-5', zone: localZone }),
  interval: () => ({ every: 'interval', interval: 'PT15M' }),
  once: () => ({ every: 'once', at: new Date(Math.ceil((serverNow() + 3_600_000) / 60_000) * 60_000).toISOString() }),
}

/** When a schedule is due, with its next times while it is being written. */
export function ScheduleFields({ config, onChange }: ConfigFieldsProps<Config<'schedule'>>) {
  const { when, catchUp } = config
  const setWhen = (next: When) => onChange({ ...config, when: next })
  return (
    <div className={styles.group}>
      <Field label="When">
        <Select label="When" value={when.every} options={ways} onChange={(every) => setWhen(begin[every as When['every']]())} />
      </Field>
      <WhenFields when={when} onChange={setWhen} />
      <NextTimes config={config} />
      <div className={styles.pair}>
        <Field label="Due times that were missed" hint="While no server was there.">
          <Select label="Due times that were missed" value={catchUp.policy} options={policies} onChange={(policy) => onChange({ ...config, catchUp: policy === 'all' ? { policy, most: 10 } : { policy: policy === 'skip' ? 'skip' : 'last' } })} />
        </Field>
        {catchUp.policy === 'all' ? <TextField label="At most" lazy value={String(catchUp.most)} onChange={(most) => onChange({ ...config, catchUp: { policy: 'all', most: Math.max(1, Math.round(Number(most) || 1)) } })} /> : null}
      </div>
    </div>
  )
}

function WhenFields({ when, onChange }: { readonly when: When; readonly onChange: (when: When) => void }) {
  switch (when.every) {
    case 'cron':
      return (
        <div className={styles.pair}>
          <TextField label="Cron pattern" mono value={when.cron} onChange={(cron) => onChange({ ...when, cron })} hint="Minute, hour, day, month, day of the week." />
          <Field label="Time zone">
            <Select label="Time zone" value={when.zone} options={zones} onChange={(zone) => onChange({ ...when, zone })} />
          </Field>
        </div>
      )
    case 'interval':
      return <TextField label="Every" mono value={when.interval} onChange={(interval) => onChange({ ...when, interval })} hint="A length of time such as PT15M, PT1H30M, P1D; a second at least." />
    case 'once':
      return (
        <Field label="At">
          <input type="datetime-local" aria-label="At" className={styles.code} value={localTime(when.at)} onChange={(event) => event.target.value !== '' && onChange({ ...when, at: new Date(event.target.value).toISOString() })} />
        </Field>
      )
  }
}

/** As the browser's field has it: the clock on the wall, without a zone. */
function localTime(at: string): string {
  const moment = new Date(at)
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

function NextTimes({ config }: { readonly config: Config<'schedule'> }) {
  const asked = useDeferredValue(config)
  const times = useQuery({ ...trpc.trigger.times.queryOptions({ config: asked }), placeholderData: (before) => before })
  if (times.isError) return <p role="alert" className={styles.error}>The next times could not be found out: {times.error.message}</p>
  if (!times.data) return <p className={styles.note} aria-busy="true">Finding out the next times …</p>
  if (times.data.fault !== null) return <p role="alert" className={styles.error}>{times.data.fault}.</p>
  if (times.data.times.length === 0) return <p className={styles.note}>It is not due any more.</p>
  return <TimeList label="Next times" times={times.data.times} zone={config.when.every === 'cron' ? config.when.zone : localZone} />
}
