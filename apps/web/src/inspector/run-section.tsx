import type { Step } from '@eddy/workflow'
import { patched } from '../store/command/patch.ts'
import { ExpressionField } from '../ui/expression-editor/expression-field.tsx'
import { Field } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'
import { AddButton } from './add-button.tsx'
import { DurationField } from './duration-field.tsx'
import { PolicyRow } from './policy-row.tsx'
import { cacheText, modeText, priorityText } from './policy-text.ts'
import { Section } from './section.tsx'
import type { SectionOf } from './section-of.ts'
import { useDataOf } from './use-data-of.ts'

type Cache = NonNullable<Step['cache']>

/** How it stands beside the other steps of the run, and whether its result is kept for later ones. */
export function RunSection({ found, change }: SectionOf) {
  const { mode, priority, cache } = found.step
  const number = (text: string) => (text.trim() === '' || !Number.isFinite(Number(text)) ? undefined : Number(text))
  return (
    <Section title="How it runs" action={cache ? null : <AddButton label="Keep its result" onClick={() => change({ cache: { ttl: 'PT1H', scope: 'workflow' } })} />}>
      <PolicyRow label="Beside others" sentence={modeText(mode)}>
        <Field label="Beside others" hint="Alone: it starts when nothing else of the run is in flight, and nothing starts beside it.">
          <Select label="Beside others" value={mode ?? ''} options={[{ value: '', label: 'Runs beside others' }, { value: 'sync', label: 'Runs alone' }]} onChange={(value) => change({ mode: value === 'sync' ? 'sync' : undefined })} />
        </Field>
      </PolicyRow>
      <PolicyRow label="Priority" sentence={priorityText(priority)}>
        <TextField label="Priority" lazy placeholder="0" hint="Of the steps that are ready, those with a higher number start first; the order of the document decides among equals." value={priority === undefined ? '' : String(priority)} onChange={(text) => change({ priority: number(text) })} />
      </PolicyRow>
      {cache ? (
        <PolicyRow label="Cache" sentence={cacheText(cache)} startOpen onRemove={() => change({ cache: undefined })}>
          <CacheFields found={found} cache={cache} onChange={(next) => change({ cache: next })} />
        </PolicyRow>
      ) : null}
    </Section>
  )
}

function CacheFields({ found, cache, onChange }: Pick<SectionOf, 'found'> & { readonly cache: Cache; readonly onChange: (cache: Cache) => void }) {
  const data = useDataOf(found)
  return (
    <>
      <DurationField label="Kept for" value={cache.ttl} hint="How long a result serves in place of another run of the step." onChange={(ttl) => ttl !== undefined && onChange({ ...cache, ttl })} />
      <ExpressionField label="Kept by" placeholder="all arguments" hint="Results are kept apart by this value. Left empty: by all arguments." data={data.arguments} value={cache.key ?? ''} onChange={(key) => onChange(patched<Cache>(cache, { key: key || undefined }))} />
      <Field label="Shared by" hint="Steps that take a secret are never kept.">
        <Select label="Shared by" value={cache.scope} options={[{ value: 'workflow', label: 'Runs of this workflow' }, { value: 'workspace', label: 'All workflows' }]} onChange={(scope) => onChange({ ...cache, scope: scope === 'workspace' ? 'workspace' : 'workflow' })} />
      </Field>
    </>
  )
}
