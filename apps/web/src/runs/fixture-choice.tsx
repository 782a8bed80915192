import { useQuery } from '@tanstack/react-query'
import type { Fixture, WorkflowDocument } from '@eddy/workflow'
import { useState } from 'react'
import { client } from '../trpc/client.ts'
import { Field } from '../ui/field.tsx'
import type { JsonObject } from '../ui/schema-form/json-value.ts'
import { Select } from '../ui/select.tsx'
import { initialInput } from '../ui/schema-form/input-schema.ts'

export interface FixtureChoiceState {
  readonly fixtures: readonly Fixture[]
  readonly pending: boolean
  readonly error: Error | null
  readonly chosen: Fixture | undefined
  /** What a start is asked with. */
  readonly asked: { readonly fixture?: string }
  readonly verb: string
  readonly choose: (name: string | null) => void
}

interface Choosing {
  readonly workflow: { readonly id: string; readonly document: WorkflowDocument }
  readonly first: string | null
  /** Whether the input of the fixture that is chosen first goes into the form. */
  readonly fill: boolean
  readonly onFill: (input: JsonObject) => void
}

/** Which fixture a run is started with; its input goes into the form. */
export function useFixtureChoice({ workflow, first, fill, onFill }: Choosing): FixtureChoiceState {
  const [name, setName] = useState(first)
  const [filled, setFilled] = useState(!fill)
  const query = useQuery({ queryKey: ['fixtures', workflow.id], queryFn: () => client.fixture.list.query({ workflowId: workflow.id }), staleTime: 0, gcTime: 0 })
  const fixtures = (query.data ?? []).map(({ fixture }) => fixture)
  const chosen = fixtures.find((fixture) => fixture.name === name)
  const inputOf = (fixture: Fixture) => ({ ...initialInput(workflow.document), ...declaredOnly(workflow.document, fixture.input) })
  // the form is on the screen before the fixtures are known
  if (chosen && !filled) {
    setFilled(true)
    onFill(inputOf(chosen))
  }
  return {
    fixtures,
    pending: query.isPending && first !== null,
    error: query.error,
    chosen,
    asked: chosen ? { fixture: chosen.name } : {},
    verb: chosen ? 'Run with fixture' : 'Run',
    choose: (next) => {
      setName(next)
      setFilled(true)
      const fixture = fixtures.find((one) => one.name === next)
      if (fixture) onFill(inputOf(fixture))
    },
  }
}

function declaredOnly({ inputs = [] }: WorkflowDocument, input: Fixture['input']): JsonObject {
  return Object.fromEntries(Object.entries(input).filter(([name]) => inputs.some((declared) => declared.name === name)))
}

const none = ''

export function FixtureChoice({ choice: { fixtures, error, chosen, choose }, hidden = false }: { readonly choice: FixtureChoiceState; readonly hidden?: boolean }) {
  if (hidden) return null
  if (error) return <p role="alert">The fixtures could not be loaded: {error.message}</p>
  if (fixtures.length === 0) return null
  const pins = chosen ? Object.keys(chosen.pins).length : 0
  const hint = chosen ? `${pins === 0 ? 'It pins nothing: every step really runs.' : `${pins} ${pins === 1 ? 'step answers' : 'steps answer'} as pinned and ${pins === 1 ? 'does' : 'do'} nothing.`} The run says so.` : undefined
  return (
    <Field label="Fixture" hint={hint}>
      <Select label="Fixture" value={chosen?.name ?? none} onChange={(name) => choose(name === none ? null : name)}
        options={[{ value: none, label: 'None: every step really runs' }, ...fixtures.map(({ name, pins: pinned }) => ({ value: name, label: name, hint: `${Object.keys(pinned).length} pinned` }))]} />
    </Field>
  )
}
