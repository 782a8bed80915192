import { writeFileSync } from 'node:fs'
import { catalog } from '@eddy/steps/contract'
import { AGENT_ROLES, drawGoals, planGoal, type SubGoal } from '@eddy/steps/goal'
import { EXIT } from '../exit-code.ts'
import type { Output } from '../output.ts'
import { Refusal } from '../refusal.ts'

export interface DraftOptions {
  readonly name: string
  readonly out?: string
  readonly demo?: string
  readonly json: boolean
}

/** `eddy draft GOAL`: takes a goal apart by rules and writes the workflow that it comes to. Needs no server. */
export function draftCommand(goal: string, { name, out, demo, json }: DraftOptions, output: Output): number {
  const { goals, by } = planGoal(goal, { catalog, demoUrl: demo, agents: AGENT_ROLES })
  if (goals.length === 0) throw new Refusal('nothing in this goal asks for anything that could be a step; say what is to be done, as in "read orders.csv, add up the amounts, write the total"')
  const { document } = drawGoals(goals, { document: { eddy: 1, name, description: goal, steps: [] } })
  if (out !== undefined) writeFileSync(out, `${JSON.stringify(document, null, 2)}\n`)
  if (json) output.out(JSON.stringify({ by, goals, document }))
  else if (out === undefined) output.out(JSON.stringify(document, null, 2))
  for (const line of json ? [] : lines(goals, '')) output.err(line)
  return EXIT.succeeded
}

function lines(goals: readonly SubGoal[], indent: string): readonly string[] {
  return goals.flatMap(({ text, step, undo, beside, open, inner }) => [
    `${indent}${beside ? '‖' : '→'} ${text}: ${step.kind}${undo ? `, undone by ${undo.kind}` : ''}`,
    ...open.map((note) => `${indent}    ${note}`),
    ...lines(inner, `${indent}  `),
  ])
}
