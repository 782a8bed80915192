import { EXIT } from '../exit-code.ts'
import type { Output } from '../output.ts'
import { Refusal } from '../refusal.ts'
import { jsonOf } from './json-of.ts'
import type { ServerOptions } from './list-runs.ts'
import { asObject, asText, openServer } from './server.ts'

/** What is done to a run, and what is said when it was. */
interface Act {
  readonly procedure: string
  readonly input: object
  readonly said: string
}

/** Does it, and says so; with `--json` the server's answer. */
export async function actOnRun({ procedure, input, said }: Act, { server, json }: ServerOptions, output: Output): Promise<number> {
  const answer = await openServer(server).mutate(procedure, input)
  if (json) output.out(JSON.stringify(answer))
  else output.out(said)
  return EXIT.succeeded
}

export const haltAct = (runId: string, { reason }: { readonly reason?: string }): Act => ({ procedure: 'run.halt', input: { runId, ...(reason === undefined ? {} : { reason }) }, said: `Run ${runId} halts once the steps in flight have ended.` })

export const acceptAct = (runId: string, { by, key }: { readonly by?: string; readonly key?: string }): Act => ({ procedure: 'run.acceptOverride', input: { runId, ...(by === undefined ? {} : { by }), ...(key === undefined ? {} : { idempotencyKey: key }) }, said: 'The draft has the settings now; the next version names the run.' })

export const retryAct = (runId: string, { step }: { readonly step?: string }): Act => ({ procedure: 'run.retryNow', input: { runId, ...(step === undefined ? {} : { step }) }, said: `${step ?? 'Everything that waits'} is tried again now.` })

export const undoAct = (runId: string): Act => ({ procedure: 'run.undo', input: { runId }, said: `Run ${runId} is being undone.` })

export interface ResumeOptions {
  readonly payload?: string
  readonly step?: string
  readonly happened?: string | true
  readonly notHappened?: boolean
  readonly askAgain?: boolean
}

/** A halted run goes on: with a value, or with a word on a step in doubt. */
export function resumeAct(runId: string, options: ResumeOptions): Act {
  const resolution = doubtOf(options)
  return { procedure: 'run.resume', input: { runId, ...(options.payload === undefined ? {} : { payload: jsonOf(options.payload, '--payload') }), ...(resolution === undefined ? {} : { resolution }) }, said: `Run ${runId} goes on.` }
}

function doubtOf({ step, happened, notHappened, askAgain }: ResumeOptions): object | undefined {
  const words = [happened !== undefined, notHappened === true, askAgain === true].filter(Boolean).length
  if (words === 0 && step === undefined) return undefined
  if (step === undefined || words !== 1) throw new Refusal('a step in doubt is answered with --step and one of --happened, --not-happened, --ask-again')
  if (happened !== undefined) return { step, did: 'happened', value: happened === true ? null : jsonOf(happened, '--happened') }
  return { step, did: askAgain === true ? 'ask_again' : 'not_happened' }
}

export interface ResolveOptions {
  readonly retry: boolean
  readonly arguments?: string
  readonly skip: boolean
  readonly doneOutside: boolean
  /** Of what was left in doubt; `true`: it has returned nothing. */
  readonly happened?: string | true
  readonly notHappened?: boolean
  readonly reason?: string
  readonly evidence?: string
}

/** What is to become of an undo that failed, or of a step that was left in doubt. */
export function resolveAct(runId: string, step: string, options: ResolveOptions): Act {
  const { retry, skip, doneOutside, reason, evidence } = options
  const { happened, notHappened } = options
  if ([retry, skip, doneOutside, happened, notHappened].filter(Boolean).length !== 1) throw new Refusal('say one of --retry, --skip, --done-outside, --happened and --not-happened')
  if (happened !== undefined || notHappened) return settleDoubtAct(runId, step, happened)
  if (retry) return { procedure: 'run.resolveUndo', input: { runId, resolution: { step, how: 'retry', ...(options.arguments === undefined ? {} : { arguments: jsonOf(options.arguments, '--arguments') }) } }, said: `${step} is being undone again.` }
  if (reason === undefined || reason.trim() === '') throw new Refusal(`${skip ? '--skip' : '--done-outside'} needs a --reason: it is written into the run`)
  return { procedure: 'run.resolveUndo', input: { runId, resolution: { step, how: skip ? 'skipped' : 'done_outside', reason, ...(evidence === undefined ? {} : { evidence: textOrJson(evidence) }) } }, said: skip ? `${step} stays in place, on purpose.` : `${step} counts as undone outside.` }
}

/** A word on a step that was left in doubt; without one it did not happen. */
function settleDoubtAct(runId: string, step: string, happened: string | true | undefined): Act {
  if (happened === undefined) return { procedure: 'run.resolveUndo', input: { runId, resolution: { step, how: 'not_happened' } }, said: `${step} counts as not happened: there is nothing to undo.` }
  return { procedure: 'run.resolveUndo', input: { runId, resolution: { step, how: 'happened', value: happened === true ? null : jsonOf(happened, '--happened') } }, said: `${step} counts as happened, and is undone if it has an undo.` }
}

export interface AgainOptions extends ServerOptions {
  readonly from: string
  readonly input?: string
  readonly version: string
}

/** `eddy runs again RUN`: a new run, which takes over what still holds. */
export async function againRun(runId: string, { from, input, version, server, json }: AgainOptions, output: Output): Promise<number> {
  if (version !== 'recorded' && version !== 'current') throw new Refusal(`--version: "${version}" is neither recorded nor current`)
  const answer = await openServer(server).mutate('run.again', { runId, version, from: from === 'start' || from === 'failure' ? from : { step: from }, ...(input === undefined ? {} : { input: jsonOf(input, '--input') }) })
  const started = asText(asObject(answer)?.['runId'])
  output.out(json ? JSON.stringify({ runId: started, origin: runId }) : `Run ${started} has begun.`)
  return EXIT.succeeded
}

function textOrJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
