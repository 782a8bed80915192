import { type Asking, type GoalRule, nameOf, type Proposed } from './asking.ts'
import type { KnownAgent } from './sub-goal.ts'

/** Goals that name an agent or something that agents do, and goals that name a workflow. They come first: a name says more than a verb. */
export const NAMED_RULES: readonly GoalRule[] = [
  { words: /\b(?:run|start|call|compose) (?:the )?(?:workflow|sub-?workflow) /i, propose: composing },
  { words: /\b(?:agent|planner|developer|architect|devops|qa|pm|tester|worker)\b/i, propose: asking },
]

function composing({ text, workflows }: Asking): Proposed {
  const named = /workflow\s+["“]?([a-z][\w-]*)/i.exec(text)?.[1]?.toLowerCase().replaceAll('-', '_')
  const known = workflows.find((name) => name === named)
  return { name: nameOf(text.replace(/\b(?:the )?(?:sub-?)?workflow\b/gi, '')), kind: 'compose', config: { workflow: known ?? named ?? workflows[0] ?? 'other' }, because: 'It runs another workflow, whose undos come with it.', ...(known === undefined ? { open: [named === undefined ? 'Say which workflow it runs.' : `There is no workflow “${named}” here: choose another one.`] } : {}) }
}

function asking(asked: Asking): Proposed {
  const { text } = asked
  const able = agentFor(asked)
  const action = able?.actions.find(({ name }) => speaksOf(text, name)) ?? able?.actions.find(({ name }) => name === 'perform')
  return {
    name: nameOf(text),
    kind: 'agent.task',
    config: { agent: able?.name ?? 'worker-1', action: action?.name ?? 'perform' },
    takes: 'subject',
    gives: ['result'],
    fields: { arguments: [{ name: 'activity', from: { value: text } }] },
    because: able === undefined ? 'It names an agent.' : `It is something that the agent “${able.name}” can do.`,
    ...(able === undefined ? { open: ['Say which agent does it.'] } : {}),
  }
}

/** The agent that is named, or the first that can do what the words say. */
function agentFor({ text, agents }: Asking): KnownAgent | undefined {
  const wanted = /\btester\b/i.test(text) ? 'qa' : undefined
  return agents.find(({ name }) => name === wanted || new RegExp(`\\b${name}\\b`, 'i').test(text)) ?? agents.find(({ actions }) => actions.some(({ name }) => speaksOf(text, name)))
}

function speaksOf(text: string, action: string): boolean {
  return new RegExp(`\\b${action.slice(0, 6)}`, 'i').test(text)
}
