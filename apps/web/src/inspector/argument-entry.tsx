import type { Argument, Source } from '@eddy/workflow'
import { argumentSchema } from '../store/document/argument-fits.ts'
import { patched } from '../store/command/patch.ts'
import type { Located } from '../store/document/locate.ts'
import { ExpressionField } from '../ui/expression-editor/expression-field.tsx'
import { TextField } from '../ui/text-field.tsx'
import { Given } from './given.tsx'
import { useInspector } from './inspector-context.tsx'
import { JsonField } from './json-field.tsx'
import { More } from './more.tsx'
import { RemoveButton } from './remove-button.tsx'
import type { Reachable } from './reachable.ts'
import { SecretField, suggestedName } from './secret-field.tsx'
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
  const { catalog, secrets } = useInspector()
  const wanted = argumentSchema(catalog.get(found.step.kind), name)
  const data = useDataOf(found)
  const pick = ({ from, path }: Pick<Reachable, 'from' | 'path'>) => {
    // the row of a new one: the dialog gives its name
    if ('secret' in from && from.secret === '' && secrets) return secrets.create(suggestedName(name), (secret) => onChange(patched(argument, { from: { secret }, path: undefined })))
    const same = 'value' in from && 'value' in argument.from
    onChange(patched(argument, { from: same ? argument.from : from, path: path.length ? path : undefined }))
  }
  return (
    <div className={styles.entry} role="group" aria-label={`Argument ${name}`}>
      <div className={styles.row}>
        <TextField label="Argument name" bare mono lazy value={name} onChange={(next) => onChange({ ...argument, name: next })} />
        <RemoveButton label={`Remove argument ${name}`} onClick={onRemove} />
      </div>
      <SourcePicker found={found} argument={argument} wanted={wanted} onPick={pick} />
      <OwnValue argument={argument} onChange={(from) => onChange({ ...argument, from })} />
      <Given found={found} argument={argument} wanted={wanted} />
      <More summary="Part, transform and note" startOpen={argument.transform !== undefined || argument.description !== undefined}>
          <TextField label="Path" mono lazy placeholder="order.lines.0" hint="The part of the source that is taken, before the transform. A part that is missing is an error." value={pathText(argument.path)} onChange={(text) => onChange(patched(argument, { path: parsePath(text) }))} />
          <ExpressionField
            label="Transform"
            placeholder="JSONata over the value, such as $uppercase($)"
            hint="Makes the argument of the value. Left empty, it is taken as it is."
            data={data.value(argument)}
            value={argument.transform ?? ''}
            onChange={(text) => onChange(patched(argument, { transform: text || undefined }))}
          />
          <TextField label="Note" lazy placeholder="What it is for" hint="For whoever reads this later." value={argument.description ?? ''} onChange={(text) => onChange(patched(argument, { description: text || undefined }))} />
      </More>
    </div>
  )
}

/** What a source needs typed, where it is not one of a list. */
function OwnValue({ argument, onChange }: { readonly argument: Argument; readonly onChange: (from: Source) => void }) {
  const { from, name } = argument
  if ('value' in from) return <JsonField label={`Value of ${name}`} bare value={from.value} onChange={(value) => onChange({ value: value ?? null })} />
  return 'secret' in from ? <SecretField argument={name} secret={from.secret} onChange={(secret) => onChange({ secret })} /> : null
}
