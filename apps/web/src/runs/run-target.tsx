import { useQuery } from '@tanstack/react-query'
import type { WorkflowDocument } from '@eddy/workflow'
import { useState } from 'react'
import { trpc } from '../trpc/client.ts'
import { Field } from '../ui/field.tsx'
import { Select, type SelectOption } from '../ui/select.tsx'
import { TextField } from '../ui/text-field.tsx'

const environments = ['live', 'staging', 'dev'] as const

export interface RunTarget {
  readonly options: readonly SelectOption[]
  readonly chosen: string
  readonly choose: (value: string) => void
  /** What would run, and whose inputs are asked for; undefined until it is known. */
  readonly document: WorkflowDocument | undefined
  readonly error: { readonly message: string } | null
  /** What a start is asked with. */
  readonly asked: { readonly version?: number; readonly environment?: (typeof environments)[number]; readonly canaryKey?: string }
  /** Who asks, where that decides which version runs. */
  readonly caller: { readonly name: string; readonly set: (name: string) => void } | undefined
  /** ` version 3`, ` live`; empty for the draft. */
  readonly words: string
  /** Only what is no environment can be tried with a fixture. */
  readonly takesFixture: boolean
}

const draft = 'draft'

/** What a run is of: the draft, a version, or what an environment points at. */
export function useRunTarget(workflow: { readonly id: string; readonly document: WorkflowDocument }): RunTarget {
  const [chosen, choose] = useState(draft)
  const [name, setName] = useState('')
  const { data } = useQuery(trpc.version.list.queryOptions({ workflowId: workflow.id }))
  const environment = environments.find((one) => one === chosen)
  const pointer = data?.pointers.find((one) => one.environment === environment)
  const pointed = pointer?.number
  const tried = pointer !== undefined && pointer.canary !== null
  const named = chosen === draft ? undefined : Number(chosen)
  const number = environment === undefined ? named : pointed
  const version = useQuery({ ...trpc.version.get.queryOptions({ workflowId: workflow.id, number: number ?? 0 }), enabled: number !== undefined, staleTime: Infinity })
  return {
    options: optionsOf(data ?? { versions: [], pointers: [] }),
    chosen,
    choose,
    document: chosen === draft ? workflow.document : version.data?.document,
    error: version.error,
    ...startOf({ environment, number, caller: tried ? name.trim() : '' }),
    caller: tried ? { name, set: setName } : undefined,
    takesFixture: environment === undefined,
  }
}

interface Wanted {
  readonly environment: (typeof environments)[number] | undefined
  readonly number: number | undefined
  readonly caller: string
}

function startOf({ environment, number, caller }: Wanted): Pick<RunTarget, 'asked' | 'words'> {
  if (environment) return { asked: { environment, ...(caller === '' ? {} : { canaryKey: caller }) }, words: ` ${environment}` }
  return number === undefined ? { asked: {}, words: '' } : { asked: { version: number }, words: ` version ${number}` }
}

interface Known {
  readonly versions: readonly { readonly number: number; readonly note: string; readonly retired: boolean }[]
  readonly pointers: readonly { readonly environment: string; readonly number: number; readonly canary: number | null }[]
}

function optionsOf({ versions, pointers }: Known): readonly SelectOption[] {
  const pointed = environments.flatMap((name) => pointers.filter(({ environment }) => environment === name))
  return [
    { value: draft, label: 'The draft' },
    ...pointed.map(({ environment, number, canary }) => ({ value: environment, label: environment, hint: canary === null ? `version ${number}` : `version ${number} or ${canary}` })),
    ...versions.filter(({ retired }) => !retired).map(({ number, note }) => ({ value: String(number), label: `Version ${number}`, ...(note === '' ? {} : { hint: note.slice(0, 32) }) })),
  ]
}

export function RunTargetChoice({ target: { options, chosen, choose, caller, error } }: { readonly target: RunTarget }) {
  if (options.length < 2) return null
  return (
    <>
      <Field label="What runs">
        <Select label="What runs" value={chosen} options={options} onChange={choose} />
      </Field>
      {caller ? <TextField label="As which caller" value={caller.name} onChange={caller.set} hint="A canary is tried here: the caller decides which of the two versions runs. Without one it is drawn." /> : null}
      {error ? <p role="alert">That version could not be loaded: {error.message} Choose another one, or try again.</p> : null}
    </>
  )
}
