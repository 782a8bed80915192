import { rankKinds, type GoalPlanning, type SubGoal } from '@eddy/steps/goal'
import type { Argument, Json, KindContract, Step } from '@eddy/workflow'
import { z } from 'zod'

const config = z.record(z.string(), z.json()).optional()
const argument = z.object({ name: z.string().min(1), from: z.object({ origin: z.enum(['value', 'arguments', 'error', 'context']) }), path: z.array(z.union([z.string(), z.number()])).optional() })

/** A sub-goal as a model says it. */
const saidGoal = z.object({
  text: z.string().min(1).max(400),
  name: z.string().max(64).optional(),
  kind: z.string(),
  config,
  takes: z.string().min(1).optional(),
  gives: z.array(z.string()).optional(),
  beside: z.boolean().optional(),
  because: z.string().max(400).optional(),
  undo: z.object({ kind: z.string(), config, arguments: z.array(argument).max(8).optional() }).optional(),
})

export const saidGoals = z.object({ goals: z.array(saidGoal).max(60) })

type Said = z.infer<typeof saidGoal>

export function readSubGoal(said: Said, id: string, { catalog }: Pick<GoalPlanning, 'catalog'>): SubGoal {
  const { text, takes, gives, beside = false } = said
  const contract = known(catalog.get(said.kind))
  const name = nameFrom(said.name ?? text)
  const settings = contract && fitting(contract, said.config)
  const undo = said.undo && undoOf(said.undo, name, catalog)
  const step: Step = { name, kind: contract?.kind ?? 'debug', title: text.slice(0, 120), ...configOf(said, contract, settings) }
  return {
    id, text, step, undo, takes, gives,
    beside: beside && id !== 'g1',
    because: said.because ?? `The model chose “${contract?.title ?? 'a note'}”.`,
    open: openIn(said, { contract, settings, undo }),
    choices: [{ kind: step.kind, fit: 1 }, ...rankKinds(catalog, text).filter(({ kind }) => kind !== step.kind)].slice(0, 5),
    inputs: [],
    inner: [],
  }
}

type Settings = { readonly [key: string]: Json } | undefined

function configOf({ text }: Said, contract: KindContract | undefined, settings: Settings): Pick<Step, 'config'> {
  if (settings) return { config: settings }
  return contract ? {} : { config: { label: text } }
}

function openIn(said: Said, { contract, settings, undo }: { readonly contract: KindContract | undefined; readonly settings: Settings; readonly undo: Step | undefined }): readonly string[] {
  return [
    ...(contract ? [] : [`There is no kind “${said.kind}”: choose the kind of step that does it.`]),
    ...(contract && said.config && !settings ? ['Its settings did not fit its kind: give them.'] : []),
    ...(said.undo && !undo ? ['Its undo did not fit its kind: add one.'] : []),
  ]
}

/** A container has steps inside, which a sub-goal has not. */
function known(contract: KindContract | undefined): KindContract | undefined {
  return contract?.container === undefined ? contract : undefined
}

function fitting(contract: KindContract, given: Settings): Settings {
  return given && contract.config.safeParse(given).success ? given : undefined
}

function undoOf({ kind, config: given, arguments: said = [] }: NonNullable<Said['undo']>, name: string, catalog: GoalPlanning['catalog']): Step | undefined {
  const contract = known(catalog.get(kind))
  const settings = contract && fitting(contract, given ?? {})
  if (!contract || !settings) return undefined
  const args = said.map(({ name: argumentName, from, path }): Argument => ({ name: argumentName, from, ...(path ? { path } : {}) }))
  return { name: `undo_${name}`.slice(0, 60), kind, config: settings, ...(args.length > 0 ? { arguments: args } : {}) }
}

function nameFrom(text: string): string {
  const name = text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_').replaceAll(/^[_\d]+|_+$/g, '').slice(0, 40)
  return name === '' ? 'step' : name
}
