import { createGates, systemClock, type Gates, type Outcome, type StepExecutor, type StepRequest } from '@eddy/engine'
import { runAgentHandoff } from './agent-handoff/run.ts'
import type { Agent } from './agent-task/agent.ts'
import { createAgentDesk, type AgentDesk } from './agent-task/agent-desk.ts'
import { offlineAgents } from './agent-task/offline/offline-agents.ts'
import { runAgentTask } from './agent-task/run.ts'
import { runBlackboardRead } from './blackboard-read/run.ts'
import { runBlackboardWrite } from './blackboard-write/run.ts'
import { runWorkerRestart } from './worker-restart/run.ts'
import { runWorkerStart } from './worker-start/run.ts'
import { runWorkerStop } from './worker-stop/run.ts'
import { runClaim } from './claim/run.ts'
import { runClaimRelease } from './claim-release/run.ts'
import { createCodeRunner } from './code/code-runner.ts'
import { catalog } from './contract.ts'
import { runCollect } from './collect/run.ts'
import type { Coordination } from './coordination/coordination.ts'
import { createMemoryCoordination } from './coordination/memory-coordination.ts'
import { runDebug } from './debug/run.ts'
import { createEvaluator } from './evaluator/create-evaluator.ts'
import { runExpression } from './expression/run.ts'
import { runFail } from './fail/run.ts'
import { createFileRuns } from './file/run.ts'
import { runHttpRequest } from './http-request/run.ts'
import { runHttpStream } from './http-stream/run.ts'
import { createKeyedState, type KeyedState } from './machine/keyed-state.ts'
import { runLlmGenerate } from './llm-generate/run.ts'
import { runLog } from './log/run.ts'
import { runMachine } from './machine/run.ts'
import { runMetric } from './metric/run.ts'
import type { SendNotice } from './notify/notice.ts'
import { runNotify } from './notify/run.ts'
import { runRules } from './rules/run.ts'
import { publicRequest } from './public-request.ts'
import type { KindServices, RunKind } from './run-kind.ts'
import type { SendSignal } from './send-signal/outgoing-signal.ts'
import { runSendSignal } from './send-signal/run.ts'
import { createOpenStream } from './stream/open-stream.ts'
import { runTemplate } from './template/run.ts'
import { runWorkflowCompile } from './workflow-compile/run.ts'
import type { WorkflowDesk } from './workflow-desk/workflow-desk.ts'
import { runWorkflowOptimize } from './workflow-optimize/run.ts'
import { runWorkflowPublish } from './workflow-publish/run.ts'
import { runWorkflowRun } from './workflow-run/run.ts'
import { runWorkflowValidate } from './workflow-validate/run.ts'

export { createEvaluator }
export { filesMatching } from './file/glob/run.ts'
export { patternFault } from './file/glob/glob-pattern.ts'
export { removeFileJournals } from './file/undo-journal.ts'
export type { Agent, AgentAction, AgentTask } from './agent-task/agent.ts'
export { readRoster, type Worker, type WorkerState } from './worker/roster.ts'
export type { AgentDesk, AgentStanding } from './agent-task/agent-desk.ts'
export type { Claim, ClaimAnswer, ClaimRelease, ClaimStatus, ClaimWish } from './coordination/claim.ts'
export type { Coordination, Handoff, MetricChange } from './coordination/coordination.ts'
export { createMemoryCoordination } from './coordination/memory-coordination.ts'
export { MAX_DEPTH } from './evaluator/plain-json.ts'
export { inexactInteger, isNestedDeeper, outsideJson } from './outside-json.ts'
export { renderText } from './template/render-template.ts'
export type { KeyedState } from './machine/keyed-state.ts'
export type { SendNotice } from './notify/notice.ts'
export type { SendSignal } from './send-signal/outgoing-signal.ts'

export { StepProblem } from './coordination/step-problem.ts'
export { createMemoryWorkflows, DEEPEST, tooDeep, type MemoryWorkflows } from './workflow-desk/memory-workflows.ts'
export type { ChildEnd, ChildOrder, Published, PublishOrder, WorkflowDesk } from './workflow-desk/workflow-desk.ts'

export interface ExecutorOptions {
  /** Hosts, as `host:port`, that `http.request` may reach; none by default. */
  readonly http?: { readonly allowedHosts: readonly string[] }
  /** The folder that file steps work in, and one outside it for their undo journals and backups, per run; without, file steps fail. */
  readonly files?: { readonly workspace: string; readonly journal: string }
  /** Where state machines are kept; in memory by default. */
  readonly keyedState?: KeyedState
  /** Puts a notice in an inbox; without, it goes to the step's log. */
  readonly notify?: SendNotice
  /** Hands a signal to the runs that wait for it; without, `send.signal` fails. */
  readonly sendSignal?: SendSignal
  /** What runs share; in memory by default. */
  readonly coordination?: Coordination
  /** Agents beside the built-in ones; one of the same name takes the place of a built-in one. */
  readonly agents?: readonly Agent[]
  /** Workers outside can claim tasks of the host's runs; otherwise a step that is left to them fails. */
  readonly outsideWorkers?: boolean
  /** The workflows of the host; without, `workflow.publish` and `workflow.run` fail. */
  readonly workflows?: WorkflowDesk
  /** Where rate limits and circuit breakers of `http.request` are kept; its own by default. */
  readonly gates?: Gates | undefined
  /** Headers that tell whoever a step asks which trace it belongs to. */
  readonly traceHeaders?: (request: StepRequest) => { readonly [header: string]: string }
}

const RUNS: ReadonlyMap<string, RunKind> = new Map<string, RunKind>([
  ['expression', runExpression],
  ['code', (request, services) => services.runCode(request)],
  ['http.request', runHttpRequest],
  ['http.stream', runHttpStream],
  ['llm.generate', runLlmGenerate],
  ['template', runTemplate],
  ['debug', runDebug],
  ['fail', runFail],
  ['collect', runCollect],
  ['rules', runRules],
  ['machine', (request, services) => runMachine(publicRequest(request), services)],
  ['log', runLog],
  ['notify', runNotify],
  ['agent.task', runAgentTask],
  ['agent.handoff', runAgentHandoff],
  ['worker.start', runWorkerStart],
  ['worker.stop', runWorkerStop],
  ['worker.restart', runWorkerRestart],
  ['blackboard.write', runBlackboardWrite],
  ['blackboard.read', runBlackboardRead],
  ['claim', runClaim],
  ['claim.release', runClaimRelease],
  ['metric', runMetric],
  ['send.signal', (request, services) => runSendSignal(publicRequest(request), services)],
  ['workflow.validate', runWorkflowValidate],
  ['workflow.optimize', runWorkflowOptimize],
  ['workflow.compile', runWorkflowCompile],
  ['workflow.publish', runWorkflowPublish],
  ['workflow.run', runWorkflowRun],
])

/** Performs the effects of all shipped kinds in this process; code in a sandbox. Close it to free its workers. */
export function createExecutor({ http = { allowedHosts: [] }, files, keyedState = createKeyedState(), notify, sendSignal, coordination = createMemoryCoordination(), agents = [], outsideWorkers = false, workflows, gates = createGates({ clock: systemClock }), traceHeaders }: ExecutorOptions = {}): StepExecutor & { readonly agents: AgentDesk; close(): Promise<void> } {
  const evaluator = createEvaluator()
  const code = createCodeRunner()
  const fileRuns = createFileRuns({ files })
  const services: KindServices = { evaluator, allowedHosts: new Set(http.allowedHosts.map((host) => host.toLowerCase())), runCode: code.run, keyedState, notify, sendSignal, coordination, agents: createAgentDesk([...offlineAgents(keyedState), ...agents]), outsideWorkers, catalog, workflows, gates, traceHeaders }
  return {
    agents: services.agents,
    execute: (request: StepRequest): Outcome | Promise<Outcome> => {
      const run = RUNS.get(request.step.kind) ?? fileRuns.get(request.step.kind)
      if (run) return run(request, services)
      return { kind: 'fail', error: { code: 'UNKNOWN_KIND', message: `nothing here can run a step of kind "${request.step.kind}"`, retryable: false } }
    },
    openStream: createOpenStream({ allowedHosts: services.allowedHosts, files }),
    close: async () => {
      await Promise.all([evaluator.close(), code.close()])
    },
  }
}
