import type { Argument, Source } from '@eddy/workflow'
import { patched } from '../store/command/patch.ts'
import type { Located } from '../store/document/locate.ts'
import { ExpressionField } from '../ui/expression-editor/expression-field.tsx'
import { TextField } from '../ui/text-field.tsx'
import { JsonField } from './json-field.tsx'
import { RemoveButton } from './remove-button.tsx'
import type { Reachable } from './reachable.ts'
import { SourcePicker } from './source-picker.tsx'
import { parsePath, pathText } from './sources.ts'
import { useDataOf } from './use-data-of.ts'
import styles from './inspector.module.css'

export interface ArgumentEntryProps {
  readonly found: Located
  readonly argument: Argument
  readonly onChange: (argument: Argument) => void
  readonly onRemove: () => void
}

export function ArgumentEntry({ found, argument, onChange, onRemove }: ArgumentEntryProps) {
  const { name } = argument
  const data = useDataOf(found)
  const pick = ({ from, path }: Pick<Reachable, 'from' | 'path'>) => {
    const same = 'value' in from && 'value' in argument.from
    onChange(patched(argument, { from: same ? argument.from : from, path: path.length ? path : undefined }))
  }
  return (
    <div className={styles.entry} role="group" aria-label={`Argument ${name}`}>
      <div className={styles.row}>
        <TextField label="Argument name" bare mono lazy value={name} onChange={(next) => onChange({ ...argument, name: next })} />
        <RemoveButton label={`Remove argument ${name}`} onClick={onRemove} />
      </div>
      <SourcePicker found={found} argument={argument} onPick={pick} />
      <OwnValue argument={argument} onChange={(from) => onChange({ ...argument, from })} />
      <details className={styles.more} open={argument.transform !== undefined || undefined}>
        <summary>Part and transform</summary>
        <div className={styles.stack}>
          <TextField label="Path" mono lazy placeholder="order.lines.0" value={pathText(argument.path)} onChange={(text) => onChange(patched(argument, { path: parsePath(text) }))} />
          <ExpressionField
            label="Transform"
            placeholder="JSONata over the value"
            data={data.value(argument)}
            value={argument.transform ?? ''}
            onChange={(text) => onChange(patched(argument, { transform: text || undefined }))}
          />
        </div>
      </details>
    </div>
  )
}

/** What a source needs typed, where it is not one of a list. */
function OwnValue({ argument, onChange }: { readonly argument: Argument; readonly onChange: (from: Source) => void }) {
  const { from, name } = argument
  if ('value' in from) return <JsonField label={`Value of ${name}`} bare value={from.value} onChange={(value) => onChange({ value: value ?? null })} />
  if ('secret' in from) return <TextField label={`Secret for ${name}`} bare mono lazy placeholder="Name of the secret" value={from.secret} onChange={(secret) => onChange({ secret })} />
  return null
}
