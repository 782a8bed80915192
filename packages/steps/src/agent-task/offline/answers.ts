import type { Json } from '@eddy/workflow'
import { StepProblem } from '../../coordination/step-problem.ts'
import type { AgentTask } from '../agent.ts'
import { analyse } from './analyse.ts'
import { draft } from './draft.ts'
import { plan } from './plan.ts'
import { processChunk } from './process-chunk.ts'
import { fieldOf, listOf, textOf, wordOf } from './reading.ts'
import { seeded } from './seeded.ts'

type Arguments = AgentTask['arguments']
interface Asked {
  readonly agent: string
  readonly args: Arguments
  /** A number from 0 to 1 for a word, the same for the same seed and arguments. */
  readonly chance: (word: string) => number
}

const ANSWERS: ReadonlyMap<string, (asked: Asked) => Json> = new Map<string, (asked: Asked) => Json>([
  ['plan', ({ args, chance }) => plan(args, chance)],
  ['analyse', ({ args }) => analyse(textOf(args['requirements'], 'requirements'))],
  ['draft', ({ args }) => draft(args)],
  ['process', ({ args }) => processChunk(args['chunk'] ?? args['element'] ?? null)],
  ['perform', ({ agent, args }) => work(agent, args)],
  ['implement', ({ agent, args }) => work(agent, args)],
  ['deploy', ({ agent, args }) => ({ ...work(agent, args), target: args['target'] ?? 'production' })],
  ['test', ({ args }) => test(args)],
  ['review', ({ agent, args }) => ({ agent, approved: listOf(args['problems']).length === 0, comments: listOf(args['problems']) })],
  ['vote', ({ agent, args, chance }) => vote(agent, args, chance)],
  ['answer', ({ args }) => answer(args)],
  ['prioritise', ({ args }) => ({ items: listOf(args['items']).toSorted((a, b) => worth(b) - worth(a)) })],
  ['design', ({ args }) => ({ components: listOf(args['goals']).map((goal, index) => ({ name: `component_${index + 1}`, serves: fieldOf(goal, 'text') ?? goal })) })],
])

/** What a built-in agent answers. Throws BAD_TASK. */
export function answerOf(agent: string, { action, arguments: args, simulate: { seed } }: AgentTask): Json {
  const found = ANSWERS.get(action)
  if (!found) throw new StepProblem({ code: 'NO_ACTION', message: `no built-in agent can "${action}"`, retryable: false })
  return found({ agent, args, chance: (word) => seeded(JSON.stringify([seed, agent, action, args, word])) })
}

function work(agent: string, args: Arguments): { readonly [name: string]: Json } {
  const activity = args['activity'] ?? args['task'] ?? 'work'
  return { agent, activity, status: 'done', artefact: `${agent}: ${typeof activity === 'string' ? activity : JSON.stringify(activity)}` }
}

function test({ defects = [], subject = null }: Arguments): Json {
  const found = typeof defects === 'number' ? Array.from({ length: defects }, (_, index) => `defect ${index + 1}`) : listOf(defects)
  return { subject, passed: found.length === 0, findings: found }
}

function vote(agent: string, { options }: Arguments, chance: Asked['chance']): Json {
  const choices = listOf(options)
  if (choices.length === 0) throw new StepProblem({ code: 'BAD_TASK', message: 'to vote, an agent needs the argument "options", a list that is not empty', retryable: false })
  return { agent, vote: choices[Math.floor(chance('vote') * choices.length)] ?? null, confidence: Math.round(50 + chance('confidence') * 50) / 100 }
}

/** The passage that shares the most words with the question. */
function answer({ question, contexts }: Arguments): Json {
  const asked = wordsOf(textOf(question, 'question'))
  const scored = listOf(contexts).map((context, index) => {
    const text = wordOf(fieldOf(context, 'text') ?? context)
    return { answer: text, source: fieldOf(context, 'id') ?? index, score: [...wordsOf(text)].filter((word) => asked.has(word)).length / Math.max(1, asked.size) }
  })
  const [best] = scored.toSorted((a, b) => b.score - a.score)
  return best === undefined || best.score === 0 ? { answer: null, source: null, score: 0 } : best
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [])
}

function worth(item: Json): number {
  const [value, effort] = [fieldOf(item, 'value'), fieldOf(item, 'effort')]
  return (typeof value === 'number' ? value : 0) / (typeof effort === 'number' && effort > 0 ? effort : 1)
}
