import type { GoalPlan, GoalPlanning, SubGoal } from '@eddy/steps/goal'
import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import { modelQuestion } from './model-question.ts'
import { readSubGoal, saidGoals } from './said-goal.ts'

/** A model behind an address that takes chat completions. */
export interface GoalModel {
  /** Up to and without `/chat/completions`. */
  readonly url: string
  readonly name: string
  readonly key?: string | undefined
}

const LIMIT_MS = 60_000
const Completion = z.object({ choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1) })

/** Asks a model for the sub-goals. What it says is data: kinds that do not exist, and settings that do not fit their kind, are marked as open. */
export async function planByModel(goal: string, planning: GoalPlanning & { readonly model: GoalModel }): Promise<GoalPlan> {
  const { model } = planning
  const said = saidGoals.safeParse(jsonIn(await ask(model, { goal, question: modelQuestion(planning) })))
  if (!said.success) throw new Refusal('PLANNER_FAILED', `The model ${model.name} did not answer with a plan. Ask again, or plan by rules.`)
  return { by: model.name, goals: said.data.goals.map((one, index): SubGoal => readSubGoal(one, `g${index + 1}`, planning)) }
}

async function ask({ url, name, key }: GoalModel, { goal, question }: { readonly goal: string; readonly question: string }): Promise<string> {
  const body = { model: name, temperature: 0, response_format: { type: 'json_object' }, messages: [{ role: 'system', content: question }, { role: 'user', content: goal }] }
  try {
    const answer = await fetch(`${url.replace(/\/+$/, '')}/chat/completions`, { method: 'POST', headers: { 'content-type': 'application/json', ...(key === undefined ? {} : { authorization: `Bearer ${key}` }) }, body: JSON.stringify(body), signal: AbortSignal.timeout(LIMIT_MS) })
    if (!answer.ok) throw new Error(`it answered ${answer.status}`)
    return Completion.parse(await answer.json()).choices[0]?.message.content ?? ''
  } catch (error) {
    const why = error instanceof z.ZodError ? 'its answer is no chat completion' : error instanceof Error ? error.message : String(error)
    throw new Refusal('PLANNER_FAILED', `The model ${name} at ${url} could not be asked: ${why}. Nothing was changed; try again, or plan by rules.`)
  }
}

/** The JSON in an answer, in whatever words it stands. */
function jsonIn(text: string): unknown {
  const from = text.indexOf('{')
  try {
    return JSON.parse(text.slice(from, text.lastIndexOf('}') + 1))
  } catch {
    return undefined
  }
}
