import type { Argument, Json } from '@eddy/workflow'
import type { Located } from '../store/document/locate.ts'
import type { ExpressionData } from '../ui/expression-editor/expression-data.ts'
import type { KnownValue } from '../ui/known-value.ts'
import { type InspectorSettings, useInspector, useScene } from './inspector-context.tsx'
import { knownArgument, knownArguments, knownResult, type Scene, sampleError } from './known-data.ts'

/** What the expressions of a step are about, each with its sample. */
export interface DataOf {
  readonly arguments: ExpressionData
  readonly error: ExpressionData
  readonly value: (argument: Argument) => ExpressionData
  /** Of a field of the settings, by its pointer. */
  readonly setting: (pointer: string) => ExpressionData
}

export function useDataOf(found: Located): DataOf {
  const scene = useScene()
  const settings = useInspector()
  const of = (place: string, about: string, known: () => KnownValue) => typed(settings, place, { about, known })
  const own = of(found.path, 'the arguments', () => knownArguments(scene, found))
  return {
    arguments: own,
    get error() {
      return of(`${found.path}#error`, 'the error', () => ({ schema: errorSchema(own.known), sample: { error: sampleError, attempt: 1, arguments: own.known.sample ?? {} } }))
    },
    value: (argument) => of(`${found.path}#${argument.name}`, `the value of ${argument.name}`, () => knownArgument(scene, found, { argument, raw: true })),
    setting: (pointer) => {
      const rounds = found.step.kind === 'repeat' ? roundData(scene, found, pointer) : undefined
      return rounds ? of(`${found.path}#${pointer}`, 'the round', () => rounds) : own
    },
  }
}

/** Data of an expression that is no step's. */
export function useTypedData(key: string, about: string, known: () => KnownValue): ExpressionData {
  return typed(useInspector(), key, { about, known })
}

function typed({ samples, setSample }: InspectorSettings, key: string, { about, known }: { readonly about: string; readonly known: () => KnownValue }): ExpressionData {
  const guess = known()
  const sample = samples.get(key)
  return { about, edited: sample !== undefined, known: sample === undefined ? guess : { ...guess, sample }, setSample: (next: Json | undefined) => setSample(key, next) }
}

function errorSchema(args: KnownValue) {
  const text = (description: string) => ({ type: 'string', description })
  const error = {
    type: 'object',
    properties: {
      code: text('Such as HTTP_429 or STEP_TIMEOUT.'),
      class: text('validation, transient, timeout, conflict, auth, resource, bug or cancelled.'),
      message: text('For people.'),
      retryable: { type: 'boolean' },
      details: { type: 'object' },
    },
  }
  return { type: 'object', properties: { error, attempt: { type: 'integer', description: 'Counts from 1.' }, arguments: args.schema ?? {} } }
}

function roundData(scene: Scene, found: Located, pointer: string): KnownValue | undefined {
  const value = knownResult(scene, found.path)
  const sample = value.sample ?? null
  const schema = value.schema ?? {}
  if (pointer === '/until') return { schema: { type: 'object', properties: { value: schema, previous: schema, round: { type: 'integer' } } }, sample: { value: sample, previous: sample, round: 1 } }
  if (pointer === '/converged') return { schema: { type: 'object', properties: { current: schema, previous: schema } }, sample: { current: sample, previous: sample } }
  return undefined
}
