import type { Json } from '@eddy/workflow'
import { StepProblem } from '../../coordination/step-problem.ts'
import type { KeyedState } from '../../machine/keyed-state.ts'
import type { Agent, AgentTask } from '../agent.ts'
import { answerOf } from './answers.ts'
import { forgetWork, noteWork } from './ledger.ts'
import { isUndoable, type AgentRole } from './roles.ts'
import { seeded } from './seeded.ts'
import { paused } from '../../paused.ts'

/** An agent that works by rules, without any network. What it changes is its ledger, which `state` keeps. */
export function offlineAgent({ name, pools, actions }: AgentRole, state: KeyedState): Agent {
  return {
    name,
    pools,
    actions,
    async perform(task) {
      await paused(task.simulate.latencyMs, task.signal)
      if (task.signal.aborted) throw new StepProblem({ code: 'CANCELLED', message: `the run no longer wants what "${name}" does; nothing was done`, retryable: true })
      if (fails(name, task)) throw new StepProblem({ code: 'AGENT_FAILED', message: `the agent "${name}" failed at "${task.action}" (attempt ${task.attempt}), as its failure rate of ${task.simulate.failureRate} has it`, retryable: true })
      const result = answerOf(name, task)
      if (isUndoable(task.action)) await state.update(ledgerName(name), (kept) => noteWork(kept?.value, task, result))
      return result
    },
    async undo(task) {
      if (isUndoable(task.action)) await state.update(ledgerName(name), (kept) => forgetWork(kept?.value, task))
    },
  }
}

/** Where the ledger of an agent is kept. */
export function ledgerName(agent: string): string {
  return `agent/${agent}`
}

function fails(name: string, { action, attempt, arguments: args, simulate: { failureRate, seed } }: AgentTask): boolean {
  return failureRate > 0 && seeded(JSON.stringify([seed, name, action, attempt, args as Json])) < failureRate
}
