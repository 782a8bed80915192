import type { AgentAction } from '../agent.ts'

/** What every agent can do. */
const COMMON: readonly AgentAction[] = [
  { name: 'perform', summary: 'Performs an activity and notes it.', undoable: true },
  { name: 'review', summary: 'Looks at something and says whether it will do.', undoable: false },
  { name: 'vote', summary: 'Chooses one of the `options`.', undoable: false },
  { name: 'answer', summary: 'Answers a `question` from `contexts`.', undoable: false },
]

const role = (name: string, actions: readonly AgentAction[], pools: readonly string[] = []): AgentRole => ({ name, pools: [name, ...pools], actions: [...actions, ...COMMON] })

export interface AgentRole {
  readonly name: string
  readonly pools: readonly string[]
  readonly actions: readonly AgentAction[]
}

const worker = (number: number) => role(`worker-${number}`, [{ name: 'process', summary: 'Processes a `chunk`: a text, a number, a list or an object.', undoable: false }], ['worker'])

/** The agents that are always there. */
export const AGENT_ROLES: readonly AgentRole[] = [
  role('planner', [
    { name: 'plan', summary: 'Makes a list of improvements out of findings.', undoable: false },
    { name: 'analyse', summary: 'Takes `requirements` apart: goals, data needs, risky effects.', undoable: false },
    { name: 'draft', summary: 'Draws a workflow for the goals of an `analysis`.', undoable: false },
  ]),
  role('developer', [{ name: 'implement', summary: 'Builds something and notes it.', undoable: true }], ['team']),
  role('qa', [{ name: 'test', summary: 'Tests something; fails it for its `defects`.', undoable: false }], ['team']),
  role('devops', [{ name: 'deploy', summary: 'Brings something to a `target`.', undoable: true }], ['team']),
  role('pm', [{ name: 'prioritise', summary: 'Sorts `items` by value and effort.', undoable: false }], ['team']),
  role('architect', [{ name: 'design', summary: 'Names the components for `goals`.', undoable: false }], ['team']),
  ...[1, 2, 3, 4].map(worker),
]

const PURE = new Set(AGENT_ROLES.flatMap(({ actions }) => actions.filter(({ undoable }) => !undoable).map(({ name }) => name)))

/** Whether the action changes something. Of one that nobody here knows that is assumed. */
export function isUndoable(action: string): boolean {
  return !PURE.has(action)
}
