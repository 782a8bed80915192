import type { Argument, Source } from '@eddy/workflow'
import { patched } from '../store/command/patch.ts'
import type { Located } from '../store/document/locate.ts'
import { useEditor } from '../store/editor-context.tsx'
import { Select } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'
import { JsonField } from './json-field.tsx'
import { RemoveButton } from './remove-button.tsx'
import { defaultSource, elementsFor, inputsFor, kindsFor, origins, parsePath, pathText, resultsFor, sourceKind } from './sources.ts'
import styles from './inspector.module.css'

export interface ArgumentEntryProps {
  readonly found: Located
  readonly argument: Argument
  readonly onChange: (argument: Argument) => void
  readonly onRemove: () => void
}

export function ArgumentEntry({ found, argument, onChange, onRemove }: ArgumentEntryProps) {
  const document = useEditor((state) => state.document)
  const { name } = argument
  return (
    <div className={styles.entry} role="group" aria-label={`Argument ${name}`}>
      <div className={styles.row}>
        <TextField label="Argument name" bare mono lazy value={name} onChange={(next) => onChange({ ...argument, name: next })} />
        <RemoveButton label={`Remove argument ${name}`} onClick={onRemove} />
      </div>
      <div className={styles.row}>
        <Select
          label={`Source of ${name}`}
          value={sourceKind(argument)}
          options={kindsFor(document, found)}
          onChange={(kind) => onChange({ ...argument, from: defaultSource(document, found, kind) })}
        />
        <SourceChoice found={found} argument={argument} onChange={(from) => onChange({ ...argument, from })} />
      </div>
      <details className={styles.more} open={argument.path !== undefined || argument.transform !== undefined}>
        <summary>Part and transform</summary>
        <div className={styles.row}>
          <TextField label="Path" mono lazy placeholder="order.lines.0" value={pathText(argument.path)} onChange={(text) => onChange(patched(argument, { path: parsePath(text) }))} />
          <TextField label="Transform" mono lazy placeholder="JSONata" value={argument.transform ?? ''} onChange={(text) => onChange(patched(argument, { transform: text || undefined }))} />
        </div>
      </details>
    </div>
  )
}

function SourceChoice({ found, argument, onChange }: { readonly found: Located; readonly argument: Argument; readonly onChange: (from: Source) => void }) {
  const document = useEditor((state) => state.document)
  const { from, name } = argument
  if ('value' in from) return <JsonField label={`Value of ${name}`} bare value={from.value} onChange={(value) => onChange({ value: value ?? null })} />
  if ('secret' in from) return <TextField label={`Secret for ${name}`} bare mono lazy value={from.secret} onChange={(secret) => onChange({ secret })} />
  if ('origin' in from) {
    const pick = (value: string) => {
      if (value === 'value' || value === 'arguments' || value === 'error' || value === 'context') onChange({ origin: value })
    }
    return <Select label={`Part of the undone step for ${name}`} value={from.origin} options={origins} onChange={pick} />
  }
  const [current, options] = 'result' in from ? [from.result, resultsFor(document, found)] : 'input' in from ? [from.input, inputsFor(document)] : [from.element, elementsFor(document, found)]
  const all = options.some(({ value }) => value === current) || current === '' ? options : [{ value: current, label: `${current} (not there)` }, ...options]
  const pick = (value: string) => onChange('result' in from ? { result: value } : 'input' in from ? { input: value } : { element: value })
  const label = 'result' in from ? 'Step' : 'input' in from ? 'Input' : 'Map'
  return <Select label={`${label} for ${name}`} value={current} options={all} onChange={pick} invalid={current === ''} />
}
