import { type Catalog, failsOnly, type JsonSchema, type Pin, pinPath, resultOf } from '@eddy/workflow'
import { History, Pin as PinIcon, X } from 'lucide-react'
import type { Located } from '../store/document/locate.ts'
import { useEditor } from '../store/editor-context.tsx'
import { useActiveFixture, useTrial } from '../store/trial/trial-context.tsx'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { JsonEditor } from '../ui/json-editor.tsx'
import { Select } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'
import { Section } from './section.tsx'
import styles from './inspector.module.css'

export interface PinSectionProps {
  readonly found: Located
  readonly catalog: Catalog
}

/** What the step answers in runs with the active fixture, instead of doing anything. It is no part of the document. */
export function PinSection({ found: { path, step }, catalog }: PinSectionProps) {
  const fixture = useActiveFixture()?.fixture
  const setPin = useTrial((state) => state.pin)
  const pin = fixture?.pins[pinPath(path)]
  const change = (next: Pin | undefined) => setPin(path, next)
  return (
    <Section
      title="Pin"
      note={noteOf(fixture?.name, pin !== undefined)}
      action={
        pin ? (
          <IconButton label="Remove the pin" size="small" onClick={() => change(undefined)}>
            <X size={14} />
          </IconButton>
        ) : null
      }
    >
      {pin?.kind === 'value' ? <PinnedValue path={path} pin={pin} schema={resultOf(catalog.get(step.kind), step)} onChange={change} /> : null}
      {pin?.kind === 'failure' ? <PinnedFailure pin={pin} always={failsOnly(step, catalog)} onChange={change} /> : null}
      <Verbs path={path} pin={pin} onChange={change} />
    </Section>
  )
}

function noteOf(fixture: string | undefined, pinned: boolean): string {
  if (fixture === undefined) return 'Pinning makes a fixture; only runs with it are affected.'
  return pinned ? `In the fixture ${fixture}: runs with it do not perform this step.` : `Pins go to the fixture ${fixture}.`
}

function Verbs({ path, pin, onChange }: { readonly path: string; readonly pin: Pin | undefined; readonly onChange: (pin: Pin) => void }) {
  const outcome = useTrial((state) => state.past?.past.steps[path]?.outcome)
  const pinLast = useTrial((state) => state.pinLast)
  const notify = useEditor((state) => state.notify)
  const fill = () => {
    pinLast(path).catch((error: unknown) => notify(`The value could not be loaded: ${error instanceof Error ? error.message : String(error)}`))
  }
  return (
    <div className={styles.verbs}>
      {pin?.kind === 'value' ? null : (
        <Button size="small" onClick={() => onChange({ kind: 'value', value: null })}>
          <PinIcon size={14} aria-hidden /> Pin a value
        </Button>
      )}
      {pin?.kind === 'failure' ? null : (
        <Button size="small" onClick={() => onChange({ kind: 'failure', code: 'PINNED_FAILURE', message: 'This failure is pinned.' })}>
          <PinIcon size={14} aria-hidden /> Pin a failure
        </Button>
      )}
      <Button size="small" disabled={outcome === undefined} title={outcome ? undefined : 'The step came to nothing in the last run.'} onClick={fill}>
        <History size={14} aria-hidden /> From the last run
      </Button>
    </div>
  )
}

interface PinnedValueProps {
  readonly path: string
  readonly pin: Pin & { readonly kind: 'value' }
  readonly schema: JsonSchema | undefined
  readonly onChange: (pin: Pin) => void
}

function PinnedValue({ path, pin, schema, onChange }: PinnedValueProps) {
  return <JsonEditor label="It returns" idPrefix={`pin-${path}`} value={pin.value} schema={schema} onChange={(value) => onChange({ kind: 'value', value })} />
}

interface PinnedFailureProps {
  readonly pin: Pin & { readonly kind: 'failure' }
  /** The engine carries the step out itself: a failure of it means every attempt. */
  readonly always: boolean
  readonly onChange: (pin: Pin) => void
}

const counts = [1, 2, 3, 4, 5, 10]

function PinnedFailure({ pin, always, onChange }: PinnedFailureProps) {
  const { code, message, attempts } = pin
  const make = (next: { readonly code?: string; readonly message?: string }) => onChange({ ...pin, ...next })
  const often = (value: string) => onChange({ kind: 'failure', code, message, ...(value === 'always' ? {} : { attempts: Number(value) }) })
  const offered = attempts === undefined || counts.includes(attempts) ? counts : [...counts, attempts].toSorted((a, b) => a - b)
  return (
    <>
      <div className={styles.row}>
        <TextField label="Error code" value={code} mono lazy required onChange={(next) => next.trim() && make({ code: next.trim() })} />
        <Field label="How often">
          <Select label="How often it fails" value={always || attempts === undefined ? 'always' : String(attempts)} onChange={often}
            options={[{ value: 'always', label: 'On every attempt' }, ...(always ? [] : offered.map((count) => ({ value: String(count), label: count === 1 ? 'On the first attempt' : `On the first ${count} attempts` })))]} />
        </Field>
      </div>
      <TextField label="Error message" value={message} onChange={(next) => make({ message: next })} />
    </>
  )
}
