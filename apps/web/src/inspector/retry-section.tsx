import { ERROR_CLASSES } from '@eddy/engine'
import type { Backoff, ErrorClass, Retry } from '@eddy/workflow'
import { useState } from 'react'
import { patched } from '../store/command/patch.ts'
import { Select } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'
import { AddButton } from './add-button.tsx'
import { BackoffFields } from './backoff-fields.tsx'
import { DurationField } from './duration-field.tsx'
import { ErrorClassChoice } from './error-class-choice.tsx'
import { PolicyRow } from './policy-row.tsx'
import { backoffText, classText, durationText, retryText } from './policy-text.ts'
import { Section } from './section.tsx'
import type { SectionOf } from './section-of.ts'

type ClassPolicy = NonNullable<NonNullable<Retry['classes']>[ErrorClass]>

/** How often and how patiently it is tried again. */
export function RetrySection({ found, change, of }: SectionOf) {
  const [added, setAdded] = useState(false)
  const { retry, timeout } = found.step
  const set = (next: Retry | undefined) => change({ retry: next })
  const add = () => {
    setAdded(true)
    set({ max: 3 })
  }
  return (
    <Section title={of === undefined ? 'Retry and time limit' : `Retry and time limit of ${of}`} action={retry ? null : <AddButton label="Add retry" onClick={add} />} {...(retry || timeout ? {} : { note: 'Tried once, for as long as it takes.' })}>
      {retry ? (
        <>
          <PolicyRow label="Retry" sentence={retryText(retry)} startOpen={added} onRemove={() => set(undefined)}>
            <MaxField label="Further tries" value={retry.max} onChange={(max) => set(max === undefined || max === 0 ? undefined : { ...retry, max })} />
            <ErrorClassChoice value={retry.on} onChange={(on) => set(patched<Retry>(retry, { on }))} />
          </PolicyRow>
          <PolicyRow label="Wait between tries" sentence={backoffText(retry.backoff)}>
            <BackoffFields value={retry.backoff} onChange={(backoff) => set(patched<Retry>(retry, { backoff }))} />
          </PolicyRow>
          <ClassRows retry={retry} onChange={set} />
        </>
      ) : null}
      <PolicyRow label="Time limit" sentence={timeout === undefined ? 'No time limit for a try' : `Stop a try after ${durationText(timeout)}`}>
        <DurationField label="Time limit per try" hint="What is still running then is told to stop; the try has failed with STEP_TIMEOUT." value={timeout} onChange={(value) => change({ timeout: value })} />
      </PolicyRow>
    </Section>
  )
}

function ClassRows({ retry, onChange }: { readonly retry: Retry; readonly onChange: (retry: Retry) => void }) {
  const [added, setAdded] = useState<string>()
  const classes = retry.classes ?? {}
  const free = ERROR_CLASSES.filter((name) => classes[name] === undefined)
  const set = (name: ErrorClass, policy: ClassPolicy | undefined) => {
    const next = patched<NonNullable<Retry['classes']>>(classes, { [name]: policy })
    onChange(patched<Retry>(retry, { classes: Object.keys(next).length ? next : undefined }))
  }
  const add = (text: string) => {
    const name = ERROR_CLASSES.find((candidate) => candidate === text)
    if (!name) return
    setAdded(name)
    set(name, { max: retry.max })
  }
  return (
    <>
      {ERROR_CLASSES.flatMap((name) => {
        const policy = classes[name]
        if (!policy) return []
        return [
          <PolicyRow key={name} label={`Retry of ${name} errors`} sentence={classText(name, policy)} startOpen={added === name} onRemove={() => set(name, undefined)}>
            <MaxField label={`Further tries for ${name} errors`} value={policy.max} onChange={(max) => set(name, patched<ClassPolicy>(policy, { max }))} />
            <BackoffFields value={policy.backoff} onChange={(backoff: Backoff | undefined) => set(name, patched<ClassPolicy>(policy, { backoff }))} />
          </PolicyRow>,
        ]
      })}
      {free.length ? <Select label="Another retry for a class of errors" value="" options={[{ value: '', label: 'Otherwise for a class of errors …' }, ...free.map((name) => ({ value: name, label: `${name} errors` }))]} onChange={add} /> : null}
    </>
  )
}

interface MaxFieldProps {
  readonly label: string
  readonly value: Retry['max'] | undefined
  readonly onChange: (max: Retry['max'] | undefined) => void
}

/** A whole number, or `unlimited`; anything else is not taken, and said. */
function MaxField({ label, value, onChange }: MaxFieldProps) {
  const [refused, setRefused] = useState<{ readonly text: string; readonly over: typeof value }>()
  const error = refused && refused.over === value ? `“${refused.text}” is neither a whole number from 0 nor “unlimited”: ${value === undefined ? 'nothing was changed' : `it stays ${value}`}.` : undefined
  const change = (text: string) => {
    const number = Number(text)
    const fits = text === '' || text === 'unlimited' || (Number.isInteger(number) && number >= 0)
    setRefused(fits ? undefined : { text, over: value })
    if (text === '') onChange(undefined)
    else if (text === 'unlimited') onChange('unlimited')
    else if (Number.isInteger(number) && number >= 0) onChange(number)
  }
  return <TextField label={label} lazy placeholder="3" hint="How often it may be tried again after the first try: a number, or unlimited." value={error === undefined ? String(value ?? '') : refused?.text ?? ''} error={error} onChange={change} />
}
