import { validate, type WorkflowDocument } from '@eddy/workflow'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AGENT_ROLES } from '../agent-task/offline/roles.ts'
import { catalog } from '../contract.ts'
import { drawGoals } from './draw-goals.ts'
import { planGoal } from './plan-goal.ts'

const CLAUSES = ['book a flight', 'a hotel', 'charge the card', 'read orders.csv', 'read two files', 'count words in each', 'add up', 'write result.json', 'wait 2 minutes', 'ask the manager for approval', 'tell the team', 'if the total is over 9 tell Ada', 'meanwhile deploy the release', 'list all csv files', 'for each file, read it and count the words', 'have the developer implement it', 'make coffee', 'claim the printer', 'try 3 times', 'undo all of it', 'run the workflow ship_parcel', 'copy a.txt to b.txt', 'sum', 'fail']
const JOINTS = [', ', ' and ', ', then ', '; ', '. ', '\n- ']
const goal = fc.array(fc.tuple(fc.constantFrom(...CLAUSES), fc.constantFrom(...JOINTS)), { minLength: 1, maxLength: 9 }).map((parts) => parts.map(([clause, joint]) => clause + joint).join(''))
const blank: WorkflowDocument = { eddy: 1, name: 'drafted', steps: [] }
const planning = { catalog, agents: AGENT_ROLES, workflows: ['ship_parcel'] }
const surroundings = { catalog, workflow: () => ({ ...blank, name: 'ship_parcel', steps: [{ name: 'ship', kind: 'debug' }] }) }

test('whatever is said, what is drawn is a valid workflow', () => {
  fc.assert(
    fc.property(goal, (text) => {
      const { goals } = planGoal(text, planning)
      const { document } = drawGoals(goals, { document: blank })
      if (goals.length > 0) expect(validate(document, surroundings).filter(({ severity }) => severity === 'error')).toEqual([])
    }),
    { numRuns: 300 },
  )
})

test('accepted one after the other, goals come to the same workflow as at once', () => {
  fc.assert(
    fc.property(goal, fc.nat(9), (text, at) => {
      const { goals } = planGoal(text, planning)
      const first = drawGoals(goals.slice(0, at), { document: blank })
      const both = drawGoals(goals, { document: first.document, placed: first.names })
      expect(both.document).toEqual(drawGoals(goals, { document: blank }).document)
    }),
    { numRuns: 300 },
  )
})

test('any text at all is taken, and the same text comes to the same plan', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), (text) => {
      expect(planGoal(text, planning)).toEqual(planGoal(text, planning))
    }),
  )
})
