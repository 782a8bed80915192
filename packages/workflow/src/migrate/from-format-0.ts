import { isForeign, listAt } from '../import/foreign.ts'
import type { Migration, MigrationNote, OlderDocument } from './migration.ts'

/** Kinds by the names they had. */
const KINDS: ReadonlyMap<string, string> = new Map([
  ['delay', 'wait.timer'],
  ['signal.wait', 'wait.signal'],
  ['signal.send', 'send.signal'],
  ['loop', 'repeat'],
  ['agent', 'agent.task'],
  ['http', 'http.request'],
  ['sub-workflow', 'compose'],
  ['handoff', 'agent.handoff'],
])

/**
 * The format before it had a number: steps say `deps`, `async` and `retries`, kinds have other names, the failure lane is the workflow's
 * `compensate`, what it returns is `returns`, inputs may be names alone, and middleware belongs to the workflow.
 */
export const fromFormat0: Migration = {
  from: 0,
  migrate(older) {
    const notes: MigrationNote[] = []
    const { compensate, returns, middleware, inputs, handlers, steps, ...rest } = older
    const note = (message: string, how: MigrationNote['how'] = 'exact') => notes.push({ step: '', how, message })
    if (compensate !== undefined) note('Its block "compensate" is the failure lane now.')
    if (returns !== undefined) note('"returns" is "return" now.')
    if (middleware !== undefined) note(`Its middleware (${list(middleware)}) is set for the whole server now: see there whether it is.`, 'refused')
    const document = {
      ...rest,
      ...(inputs === undefined ? {} : { inputs: Array.isArray(inputs) ? inputs.map((input: unknown) => (typeof input === 'string' ? { name: input } : input)) : inputs }),
      steps: stepsOf(steps, '', notes),
      ...(handlers === undefined ? {} : { handlers: stepsOf(handlers, '', notes) }),
      ...(compensate === undefined ? {} : { failure: { steps: stepsOf(compensate, '', notes) } }),
      ...(returns === undefined ? {} : { return: returns }),
      eddy: 1,
    }
    return { document, notes }
  },
}

/** What is no list or no step stays as it is: that it is malformed is for the reader of the newest format to say. */
function stepsOf(steps: unknown, around: string, notes: MigrationNote[]): unknown {
  return Array.isArray(steps) ? steps.map((step: unknown) => (isForeign(step) ? stepOf(step, around, notes) : step)) : steps
}

function stepOf(older: OlderDocument, around: string, notes: MigrationNote[]): OlderDocument {
  const path = `${around}${String(older['name'])}`
  const { deps: _deps, async, retries, kind, steps, branches, ...rest } = older
  const said = saidNow(older)
  if (said.length > 0) notes.push({ step: path, how: 'exact', message: `${said.join(', ').replace(/^./, (letter) => letter.toUpperCase())}.` })
  return {
    ...rest,
    kind: kindNow(kind) ?? kind,
    ...waiting(older),
    ...(async === false ? { mode: 'sync' } : {}),
    ...(retries === undefined ? {} : { retry: { max: retries === -1 ? 'unlimited' : retries } }),
    ...(steps === undefined ? {} : { steps: stepsOf(steps, `${path}.`, notes) }),
    ...(branches === undefined ? {} : { branches: branchesOf(branches, `${path}.`, notes) }),
  }
}

function branchesOf(branches: unknown, around: string, notes: MigrationNote[]): unknown {
  return Array.isArray(branches) ? branches.map((branch: unknown) => (isForeign(branch) ? { ...branch, steps: stepsOf(branch['steps'], around, notes) } : branch)) : branches
}

function kindNow(kind: unknown): string | undefined {
  return typeof kind === 'string' ? KINDS.get(kind) : undefined
}

/** What the step says otherwise now. */
function saidNow({ kind, deps, async, retries }: OlderDocument): readonly string[] {
  const now = kindNow(kind)
  return [
    ...(now === undefined ? [] : [`the kind "${String(kind)}" is "${now}" now`]),
    ...(deps === undefined ? [] : ['"deps" is "waitFor" now']),
    ...(async === undefined ? [] : ['"async" is "mode" now']),
    ...(retries === undefined ? [] : ['"retries" is "retry" now']),
  ]
}

/** A result that is taken is a dependency by itself. */
function waiting({ deps, waitFor, arguments: args }: OlderDocument): { readonly waitFor?: unknown } {
  if (!Array.isArray(deps)) return deps === undefined ? (waitFor === undefined ? {} : { waitFor }) : { waitFor: deps }
  const taken = new Set(listAt({ args }, 'args').map((argument) => (isForeign(argument) && isForeign(argument['from']) ? argument['from']['result'] : undefined)))
  const waits = [...(Array.isArray(waitFor) ? (waitFor as readonly unknown[]) : []), ...deps.filter((name: unknown) => !taken.has(name))]
  return waits.length === 0 ? {} : { waitFor: [...new Set(waits)] }
}

function list(value: unknown): string {
  return Array.isArray(value) ? value.map(String).join(', ') : String(value)
}
