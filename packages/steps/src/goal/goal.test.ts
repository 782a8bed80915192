import type { WorkflowDocument } from '@eddy/workflow'
import { expect, test } from 'vitest'
import { AGENT_ROLES } from '../agent-task/offline/roles.ts'
import { catalog } from '../contract.ts'
import { drawGoals } from './draw-goals.ts'
import { type GoalPlanning, planGoal } from './plan-goal.ts'
import { rankKinds } from './rank-kinds.ts'
import type { SubGoal } from './sub-goal.ts'

const planning: GoalPlanning = { catalog, demoUrl: 'http://127.0.0.1:4410', agents: AGENT_ROLES, workflows: ['ship_parcel'] }
const blank: WorkflowDocument = { eddy: 1, name: 'drafted', steps: [] }

const told = (goals: readonly SubGoal[]): readonly string[] => goals.map(({ text, step, beside, inner }) => `${beside ? '‖ ' : ''}${text} → ${step.kind}${inner.length > 0 ? ` [${told(inner).join('; ')}]` : ''}`)
const drawn = (goal: string) => drawGoals(planGoal(goal, planning).goals, { document: blank }).document
const step = (document: WorkflowDocument, name: string) => document.steps.find((one) => one.name === name)

test('S-45: a goal is taken apart; a list after a verb is one goal each, beside each other, and the wish to undo is none', () => {
  const { goals, by } = planGoal('Book a flight, a hotel and a car, then charge the card and send a confirmation to Ada and Bob. Undo everything on failure.', planning)
  expect(by).toBe('rules')
  expect(told(goals)).toEqual(['Book a flight → http.request', '‖ Book a hotel → http.request', '‖ Book a car → http.request', 'charge the card → http.request', 'send a confirmation to Ada and Bob → notify'])
})

test('S-45: what makes something has an undo that removes it, and what follows waits for all that is beside each other', () => {
  const document = drawn('Book a flight and a hotel, then charge the card')
  expect(document.handlers?.map(({ name, config }) => [name, config])).toEqual([
    ['undo_book_flight', { method: 'DELETE', url: 'http://127.0.0.1:4410/reservations/{{ id }}' }],
    ['undo_book_hotel', { method: 'DELETE', url: 'http://127.0.0.1:4410/reservations/{{ id }}' }],
    ['undo_charge_card', { method: 'DELETE', url: 'http://127.0.0.1:4410/payments/{{ id }}' }],
  ])
  expect(document.steps.map(({ name, undo, waitFor }) => [name, undo, waitFor])).toEqual([
    ['book_flight', 'undo_book_flight', undefined],
    ['book_hotel', 'undo_book_hotel', undefined],
    ['charge_card', 'undo_charge_card', ['book_flight', 'book_hotel']],
  ])
})

test('S-45: a loop has what is done for each inside, and what comes finally outside', () => {
  const { goals } = planGoal('For each order, reserve the stock and charge the card. Finally, write a summary to reports/orders.json', planning)
  expect(told(goals)).toEqual(['for each order → map [reserve the stock → http.request; charge the card → http.request]', 'write a summary to reports/orders.json → file.write'])
  const document = drawGoals(goals, { document: blank }).document
  expect(document.inputs).toEqual([{ name: 'orders', schema: { type: 'array' }, default: [] }])
  expect(step(document, 'write_summary_reports')?.arguments).toEqual([{ name: 'content', from: { result: 'each_order' } }])
})

test('S-45: reading three files is a loop over three; what gives nothing passes on what was there before', () => {
  const { goals } = planGoal('read three files, count words in each, wait 5 minutes, add up, write the total; undo on failure', planning)
  expect(told(goals)).toEqual(['read three files → map [read the file → file.read; count words in each → expression]', 'wait 5 minutes → wait.timer', 'add up → expression', 'write the total → file.write'])
  const document = drawGoals(goals, { document: blank }).document
  expect(step(document, 'wait_5_minutes') ?? step(document, 'wait_minutes')).toMatchObject({ config: { duration: 'PT5M' } })
  expect(step(document, 'add')).toMatchObject({ arguments: [{ name: 'of', from: { result: 'each_file' } }], waitFor: ['wait_minutes'] })
})

test('S-45: conditions become guards, tries and limits go to what they stand behind', () => {
  const { goals } = planGoal('Read orders.csv, if the total is over 1000 ask the manager for approval, fetch https://rates.example.com/today within 30 seconds, retry 3 times, tell the team unless it rained', planning)
  expect(goals.map(({ step: { guards, timeout, retry }, open }) => ({ guards, timeout, retry: retry?.max, open }))).toEqual([
    { guards: undefined, timeout: undefined, retry: undefined, open: [] },
    { guards: [{ when: 'total > 1000', otherwise: { value: null } }], timeout: undefined, retry: undefined, open: [] },
    { guards: undefined, timeout: 'PT30S', retry: 3, open: [] },
    { guards: [{ when: 'true', otherwise: { value: null } }], timeout: undefined, retry: undefined, open: ['Write the condition: not “it rained”.'] },
  ])
})

test('S-46: agents are chosen by name or by what they can do, kinds by their words', () => {
  expect(planGoal('Have the developer implement the change; the tester tests it; an agent deploys it', planning).goals.map(({ step: { config } }) => config)).toEqual([
    { agent: 'developer', action: 'implement' },
    { agent: 'qa', action: 'test' },
    { agent: 'devops', action: 'deploy' },
  ])
  expect(rankKinds(catalog, 'wait for a signal')[0]?.kind).toBe('wait.signal')
  expect(told(planGoal('book a flight, a hotel, brew coffee and drink it', planning).goals)).toEqual(['book a flight → http.request', '‖ book a hotel → http.request', 'brew coffee and drink it → debug'])
  expect(planGoal('Make coffee', planning).goals[0]).toMatchObject({ step: { kind: 'debug' }, open: ['Choose the kind of step that does it.'] })
})

test('S-45: without the demo service addresses are examples, and said to be', () => {
  expect(planGoal('Book a flight', { catalog }).goals[0]).toMatchObject({ step: { config: { url: 'https://api.example.com/reservations' } }, open: ['https://api.example.com is an example: give the address of the service.'] })
  expect(planGoal('', planning).goals).toEqual([])
})

test('S-45: goals come into a document that has steps, under free names', () => {
  const document: WorkflowDocument = { ...blank, steps: [{ name: 'book_flight', kind: 'debug' }] }
  const { names, added } = drawGoals(planGoal('Book a flight and a hotel', planning).goals, { document })
  expect([...names]).toEqual([['g1', 'book_flight_2'], ['g2', 'book_hotel']])
  expect(added.handlers).toEqual(['undo_book_flight', 'undo_book_hotel'])
})
