import type { GoalPlanning } from '@eddy/steps/goal'

/** What a model is told before the goal: the kinds that there are, and the form of the answer. */
export function modelQuestion({ catalog, agents = [], workflows = [] }: GoalPlanning): string {
  const kinds = catalog.list().filter(({ container }) => container === undefined)
  return [
    'You plan a workflow of steps that can be undone. Take the goal apart into sub-goals, in order, one step each.',
    'Answer with JSON only: {"goals":[{"text":"what it asks for","name":"snake_case","kind":"one of the kinds","config":{},"takes":"name of the argument that gets the result before it, if it needs it","gives":["path","in","its","value"],"beside":false,"because":"one sentence","undo":{"kind":"a kind","config":{},"arguments":[{"name":"id","from":{"origin":"value"},"path":["body","id"]}]}}]}',
    '"beside" is true for what runs at the same time as the sub-goal before it. Give an "undo" to whatever changes something outside and does not undo itself (file kinds do).',
    'Text settings may hold {{ expressions }} (JSONata) over the arguments of the step.',
    `Kinds: ${kinds.map(({ kind, summary, examples }) => `${kind}: ${summary} e.g. ${JSON.stringify(examples[0]?.step.config ?? {})}`).join('\n')}`,
    ...(agents.length > 0 ? [`Agents for agent.task: ${agents.map(({ name, actions }) => `${name} (${actions.map((action) => action.name).join(', ')})`).join('; ')}`] : []),
    ...(workflows.length > 0 ? [`Workflows for compose: ${workflows.slice(0, 50).join(', ')}`] : []),
  ].join('\n\n')
}
