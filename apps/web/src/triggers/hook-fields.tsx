import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { trpc } from '../trpc/client.ts'
import { Field } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'
import type { ConfigFieldsProps } from './config-fields-props.ts'
import { HookAddress } from './hook-address.tsx'
import type { Config } from './trigger-types.ts'
import styles from './triggers.module.css'

type Hook = Config<'webhook'>
const methods = ['POST', 'PUT', 'PATCH', 'DELETE', 'GET'] as const

/** Where a webhook is called, who may, with what, and what it answers. */
export function HookFields({ config, onChange }: ConfigFieldsProps<Hook>) {
  const { reply } = config
  return (
    <div className={styles.group}>
      <div className={styles.pair}>
        <TextField label="Path" mono value={config.path} onChange={(path) => onChange({ ...config, path })} hint="Below /hooks/." />
        <Field label="Method">
          <Select label="Method" value={config.method} options={methods.map((value) => ({ value, label: value }))} onChange={(method) => onChange({ ...config, method: methods.find((known) => known === method) ?? 'POST' })} />
        </Field>
      </div>
      <SignatureFields config={config} onChange={onChange} />
      <SchemaField config={config} onChange={onChange} />
      <div className={styles.pair}>
        <Field label="It answers">
          <Select label="It answers" value={reply.mode} options={[{ value: 'at_once', label: 'At once, with the run’s id' }, { value: 'at_end', label: 'When the run ends, with its value' }]} onChange={(mode) => onChange({ ...config, reply: mode === 'at_end' ? { mode, withinMs: 30_000 } : { mode: 'at_once' } })} />
        </Field>
        {reply.mode === 'at_end' ? <TextField label="Within (seconds)" lazy value={String(reply.withinMs / 1000)} onChange={(seconds) => onChange({ ...config, reply: { mode: 'at_end', withinMs: Math.round((Number(seconds) || 30) * 1000) } })} hint="After that it answers that the run goes on." /> : null}
      </div>
      <HookAddress config={config} />
    </div>
  )
}

function SignatureFields({ config, onChange }: ConfigFieldsProps<Hook>) {
  const { signature } = config
  const secrets = useQuery(trpc.secret.list.queryOptions())
  const names = secrets.data?.map(({ name }) => name) ?? []
  const sign = (part: Partial<NonNullable<Hook['signature']>>) => onChange({ ...config, signature: { secret: '', header: 'x-eddy-signature', timestampHeader: 'x-eddy-timestamp', toleranceSeconds: 300, ...signature, ...part } })
  return (
    <>
      <label className={styles.check}>
        <input type="checkbox" checked={signature !== null} onChange={(event) => (event.target.checked ? sign({ secret: names[0] ?? '' }) : onChange({ ...config, signature: null }))} />
        Requests are signed (HMAC-SHA256)
      </label>
      {signature === null ? null : (
        <div className={styles.pair}>
          <TextField label="Secret" mono value={signature.secret} onChange={(secret) => sign({ secret })} error={secrets.data && !names.includes(signature.secret) ? 'There is no secret of this name; create it in the settings.' : undefined} />
          <TextField label="Header of the signature" mono value={signature.header} onChange={(header) => sign({ header })} />
          <TextField label="Header of the time" mono value={signature.timestampHeader ?? ''} onChange={(header) => sign({ timestampHeader: header === '' ? null : header })} hint="The same as that of the signature where one header has both, as t=…,v1=… (stripe-signature). Left empty, the body alone is signed, and nothing keeps a request from being sent again." />
          <TextField label="Time may be off by (seconds)" lazy value={String(signature.toleranceSeconds)} onChange={(seconds) => sign({ toleranceSeconds: Math.max(1, Math.round(Number(seconds) || 300)) })} />
        </div>
      )}
    </>
  )
}

/** Keeps what is typed, and takes it once it is JSON. */
function SchemaField({ config, onChange }: ConfigFieldsProps<Hook>) {
  const [typed, setTyped] = useState(config.schema === null ? '' : JSON.stringify(config.schema, null, 2))
  const read = parsed(typed)
  const change = (text: string) => {
    setTyped(text)
    const next = parsed(text)
    if (next !== undefined) onChange({ ...config, schema: next })
  }
  return <TextField label="JSON schema of the body" mono multiline value={typed} onChange={change} placeholder={'{ "type": "object", "required": ["id"] }'} hint="Left empty, any body is taken." error={read === undefined ? 'This is no JSON object yet; the last one that was is kept.' : undefined} />
}

function parsed(text: string): Hook['schema'] | undefined {
  if (text.trim() === '') return null
  try {
    const value: unknown = JSON.parse(text)
    // the server looks at it again
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Hook['schema']) : undefined
  } catch {
    return undefined
  }
}
