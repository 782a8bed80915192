import { z } from 'zod'
import { expressionField } from '../rules/expression-field.ts'

const transitionSchema = z.strictObject({
  target: z.string().min(1).meta({ title: 'Target' }).describe('The state that the machine goes to.'),
  guard: expressionField({ title: 'Guard', about: 'JSONata; the transition is taken only when it is true.' }).optional(),
  reduce: expressionField({ title: 'New context', about: 'JSONata; what it gives becomes the context.' }).optional(),
})

const stateSchema = z.strictObject({
  on: z
    .record(z.string().min(1), z.union([transitionSchema, z.array(transitionSchema).min(1)]))
    .optional()
    .meta({ title: 'Transitions' })
    .describe('By event: one transition, or several of which the first with a true guard is taken.'),
  entry: expressionField({ title: 'On entry', about: 'JSONata; what it gives becomes the context when a transition has led here.' }).optional(),
  final: z.boolean().optional().meta({ title: 'Final' }).describe('The machine ends here: no event leads out.'),
})

export const machineConfig = z.strictObject({
  machine: z
    .string()
    .regex(/^[A-Za-z0-9._-]+$/, 'a machine is named with letters, digits, ".", "_" and "-"')
    .meta({ title: 'Machine' })
    .describe('Its name. Steps with the same machine and the same key share one state, in all workflows and runs.'),
  initial: z.string().min(1).meta({ title: 'Initial state' }).describe('Where a machine stands before its first event.'),
  context: z.json().optional().meta({ title: 'Initial context' }).describe('Data that goes along with the state; null when left out.'),
  states: z.record(z.string().min(1), stateSchema).meta({ title: 'States' }).describe('By name: its transitions, what happens on entry, and whether it is final.'),
  key: expressionField({ title: 'Key', about: 'JSONata over the arguments; each key has a state of its own. One state for all when left out.' }).optional(),
  ignoreUnknown: z.boolean().optional().meta({ title: 'Ignore unknown events' }).describe('Whether an event without a transition leaves the state as it is; otherwise it fails with NO_TRANSITION.'),
})

export type MachineConfig = z.infer<typeof machineConfig>
export type MachineState = z.infer<typeof stateSchema>
export type Transition = z.infer<typeof transitionSchema>

/** A state of the machine; names such as `constructor` are no states unless the author says so. */
export function stateNamed({ states }: MachineConfig, name: string): MachineState | undefined {
  return Object.hasOwn(states, name) ? states[name] : undefined
}

/** The transitions of a state for an event, in the order in which they are asked. */
export function transitionsOf(state: MachineState | undefined, event: string): readonly Transition[] {
  const found = state?.on !== undefined && Object.hasOwn(state.on, event) ? (state.on[event] ?? []) : []
  return 'target' in found ? [found] : found
}
