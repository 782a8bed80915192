import type { Options } from '@eddy/workflow'
import { patched } from '../store/command/patch.ts'
import { Button } from '../ui/button.tsx'
import { ExpressionField } from '../ui/expression-editor/expression-field.tsx'
import { TextField } from '../ui/text-field.tsx'
import { knownInputs } from './known-data.ts'
import { PolicyRow } from './policy-row.tsx'
import { concurrencyText } from './policy-text.ts'
import { useTypedData } from './use-data-of.ts'
import { useShownDocument } from './shown-document.ts'

type Concurrency = NonNullable<Options['concurrency']>

export interface ConcurrencyRowProps {
  readonly concurrency: Concurrency | undefined
  readonly onChange: (concurrency: Concurrency | undefined) => void
}

/** Which runs of the workflow wait for one another. */
export function ConcurrencyRow({ concurrency, onChange }: ConcurrencyRowProps) {
  const document = useShownDocument()
  const data = useTypedData('#concurrency', 'the inputs', () => knownInputs(document))
  if (!concurrency) {
    return (
      <Button size="small" onClick={() => onChange({ key: document.inputs?.[0]?.name ?? "'all'" })}>
        Let runs wait for one another …
      </Button>
    )
  }
  const limit = (text: string) => onChange(patched<Concurrency>(concurrency, { limit: Number(text) >= 1 ? Math.floor(Number(text)) : undefined }))
  return (
    <PolicyRow label="Runs at once" sentence={concurrencyText(concurrency)} onRemove={() => onChange(undefined)}>
      <ExpressionField label="Runs of the same" hint="An expression over the inputs; runs for which it gives the same value wait for one another." data={data} value={concurrency.key} onChange={(key) => onChange({ ...concurrency, key })} />
      <TextField label="So many at once" lazy placeholder="1" hint="The others start when one of them has ended." value={concurrency.limit === undefined ? '' : String(concurrency.limit)} onChange={limit} />
    </PolicyRow>
  )
}
