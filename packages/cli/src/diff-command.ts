import { behaviourDiff, failureMatrix } from '@eddy/rehearsal'
import { walkSteps, type Json, type Step, type WorkflowDocument } from '@eddy/workflow'
import { EXIT } from './exit-code.ts'
import type { Output } from './output.ts'
import { openLogic, openStage, type StageOptions } from './rehearse/open-stage.ts'

export interface DiffOptions extends StageOptions {
  readonly json: boolean
}

/** `eddy diff A B`: which steps differ, and how the workflow then behaves when something goes wrong. Ends 1 when anything differs, like diff. */
export async function diffCommand([before, after]: readonly [string, string], options: DiffOptions, output: Output): Promise<number> {
  const { logic, close } = openLogic()
  try {
    const one = openStage(before, options, { output, logic })
    const two = openStage(after, options, { output, logic })
    const steps = changedSteps(one.stage.document, two.stage.document)
    const behaviour = behaviourDiff(await failureMatrix(one.stage, { fixture: one.fixture }), await failureMatrix(two.stage, { fixture: two.fixture }))
    if (options.json) output.out(JSON.stringify({ steps, behaviour }))
    else output.out([...stepLines(steps), '', 'Behaviour, rehearsed:', ...behaviour.sentences.map((sentence) => `  ${sentence}`)].join('\n'))
    const same = steps.length === 0 && behaviour.changed.length === 0
    return same ? EXIT.succeeded : EXIT.rolledBack
  } finally {
    await close()
  }
}

interface ChangedStep {
  readonly step: string
  readonly change: 'added' | 'removed' | 'changed'
  /** Fields that differ. */
  readonly fields: readonly string[]
}

/** Steps by path, handlers and the failure lane included; titles and descriptions change nothing. */
function changedSteps(before: WorkflowDocument, after: WorkflowDocument): readonly ChangedStep[] {
  const [one, two] = [stepsOf(before), stepsOf(after)]
  return [...new Set([...one.keys(), ...two.keys()])].flatMap((path): ChangedStep[] => {
    const [was, is] = [one.get(path), two.get(path)]
    if (was === undefined || is === undefined) return [{ step: path, change: was === undefined ? 'added' : 'removed', fields: [] }]
    const fields = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((field) => JSON.stringify(was[field] ?? null) !== JSON.stringify(is[field] ?? null))
    return fields.length === 0 ? [] : [{ step: path, change: 'changed', fields }]
  })
}

function stepsOf(document: WorkflowDocument): ReadonlyMap<string, { readonly [field: string]: unknown }> {
  return new Map([...walkSteps(document)].map(({ step, path, lane }) => [lane === 'steps' ? path : `${lane}/${path}`, ownFields(step)]))
}

/** What is inside a container is compared by itself. */
function ownFields({ title: _title, description: _description, steps, branches, ...own }: Step): { readonly [field: string]: unknown } {
  const conditions: Json = (branches ?? []).map(({ when }) => when ?? null)
  return { ...own, ...(steps ? { inside: steps.map(({ name }) => name) } : {}), ...(branches ? { conditions } : {}) }
}

function stepLines(steps: readonly ChangedStep[]): readonly string[] {
  if (steps.length === 0) return ['No step changed.']
  const signs = { added: '+', removed: '-', changed: '~' } as const
  return steps.map(({ step, change, fields }) => `${signs[change]} ${step}${fields.length === 0 ? '' : `: ${fields.join(', ')}`}`)
}
