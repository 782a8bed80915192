import type { Evaluator, Outcome, StepRequest } from '@eddy/engine'
import { createAgentDesk } from './agent-task/agent-desk.ts'
import { catalog } from './contract.ts'
import { runCollect } from './collect/run.ts'
import { createMemoryCoordination } from './coordination/memory-coordination.ts'
import { runDebug } from './debug/run.ts'
import { createInProcessEvaluator } from './evaluator/in-process-evaluator.ts'
import { runExpression } from './expression/run.ts'
import { runFail } from './fail/run.ts'
import { runLog } from './log/run.ts'
import { runRules } from './rules/run.ts'
import type { KindServices, RunKind } from './run-kind.ts'
import { runTemplate } from './template/run.ts'

export interface LogicOptions {
  /** Where expressions are evaluated; in this thread by default, which is for documents of one's own: one of a stranger may hold it up for ever. `createEvaluator` of `@eddy/steps/run` can end what takes too long. */
  readonly evaluator?: Evaluator
  /** What runs the author's code; without it `code` steps are left to others. */
  readonly runCode?: (request: StepRequest) => Promise<Outcome>
}

const RUNS: ReadonlyMap<string, RunKind> = new Map<string, RunKind>([
  ['expression', runExpression],
  ['template', runTemplate],
  ['collect', runCollect],
  ['debug', runDebug],
  ['fail', runFail],
  ['rules', runRules],
  ['log', runLog],
])

/** The kinds that compute and touch nothing, for every host: no part of it needs a platform. */
export function createLogic({ evaluator = createInProcessEvaluator(), runCode }: LogicOptions = {}): { readonly evaluator: Evaluator; execute(request: StepRequest): Outcome | Promise<Outcome> | undefined } {
  const services: KindServices = { evaluator, allowedHosts: new Set(), runCode: (request) => (runCode ?? missing)(request), keyedState: { update: () => Promise.reject(new Error('nothing is kept here')), read: () => Promise.resolve(undefined) }, notify: undefined, sendSignal: undefined, coordination: createMemoryCoordination(), agents: createAgentDesk([]), outsideWorkers: false, catalog, workflows: undefined, gates: { enter: () => ({ kind: 'refused', error: { code: 'NO_GATES', message: 'nothing is limited here', retryable: false } }) } }
  return {
    evaluator,
    execute: (request) => {
      if (request.step.kind === 'code') return runCode?.(request)
      return RUNS.get(request.step.kind)?.(request, services)
    },
  }
}

function missing(): Promise<Outcome> {
  return Promise.resolve({ kind: 'fail', error: { code: 'UNKNOWN_KIND', message: 'nothing here can run code', retryable: false } })
}
