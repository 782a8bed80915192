import { catalog } from '@eddy/steps/contract'
import { drawGoals, planGoal as planByRules, type GoalPlan } from '@eddy/steps/goal'
import type { AgentDesk } from '@eddy/steps/run'
import type { WorkflowDocument } from '@eddy/workflow'
import { Refusal } from '../refusal.ts'
import type { Context } from '../trpc/context.ts'
import { planByModel, type GoalModel } from './model-planner.ts'

export interface GoalRequest {
  readonly goal: string
  /** `rules` when left out. */
  readonly planner?: 'rules' | 'model' | undefined
  /** Of the workflow that is drawn. */
  readonly name?: string | undefined
}

export interface ProposedWorkflow extends GoalPlan {
  /** The goals as a workflow of their own. */
  readonly document: WorkflowDocument
}

/** What a goal comes to: sub-goals, each with its step and undo, and the workflow that they make. Nothing is kept. */
export async function planGoal({ db, demoUrl, agents, model }: Pick<Context, 'db' | 'demoUrl' | 'model'> & { readonly agents?: AgentDesk | undefined }, { goal, planner = 'rules', name = 'drafted_workflow' }: GoalRequest): Promise<ProposedWorkflow> {
  const workflows = (await db.prisma.workflow.findMany({ select: { name: true }, orderBy: { updatedAt: 'desc' }, take: 500 })).map((row) => row.name)
  const planning = { catalog, demoUrl, agents: agents?.list() ?? [], workflows }
  const plan = planner === 'rules' ? planByRules(goal, planning) : await planByModel(goal, { ...planning, model: required(model) })
  if (plan.goals.length === 0) throw new Refusal('INVALID_INPUT', 'Nothing in this goal asks for anything that could be a step. Say what is to be done, as in "read orders.csv, add up the amounts, write the total".')
  return { ...plan, document: drawGoals(plan.goals, { document: { eddy: 1, name, title: titleOf(goal), description: goal.trim(), steps: [] } }).document }
}

function required(model: GoalModel | undefined): GoalModel {
  if (!model) throw new Refusal('INVALID_INPUT', 'No model is set up here: set EDDY_MODEL_URL and EDDY_MODEL and start the server again, or plan by rules.')
  return model
}

function titleOf(goal: string): string {
  const [first = ''] = goal.trim().split(/[.;\n]/)
  const short = first.length > 60 ? `${first.slice(0, first.lastIndexOf(' ', 60))} …` : first
  return short === '' ? 'Drafted from a goal' : `${short.slice(0, 1).toUpperCase()}${short.slice(1)}`
}
