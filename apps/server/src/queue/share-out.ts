/** A run that waits for a place. */
export interface Waiting {
  readonly runId: string
  readonly workflow: string
  readonly priority: number
  /** Milliseconds. */
  readonly enteredAt: number
}

export interface Sharing {
  readonly waiting: Iterable<Waiting>
  /** Runs under way by workflow. */
  readonly underWay: ReadonlyMap<string, number>
  /** When a workflow was last given a place: a count that only grows. */
  readonly turns: ReadonlyMap<string, number>
  /** How much of the places a workflow has a right to beside the others; 1 where nothing is said. */
  readonly weights?: ReadonlyMap<string, number> | undefined
  /** How many runs of a workflow may be under way. */
  readonly mostOfWorkflow: number
  /** Places to be given. */
  readonly free: number
  readonly now: number
}

/** Who has waited so long goes one priority higher: nobody waits for ever behind more important runs. */
const PROMOTED_MS = 300_000

/**
 * Who gets the next places, in this order: the highest priority; of the workflows that have such runs, the one with the fewest under way for its weight, then
 * the one whose turn was longest ago; of its runs, the one that has waited longest. So a workflow with ten thousand waiting runs does
 * not hold up another's single one. O(n log n) in the waiting runs.
 */
export function shareOut({ waiting, underWay, turns, weights = EVEN, mostOfWorkflow, free, now }: Sharing): readonly Waiting[] {
  const lines = inLines(waiting, now)
  const running = new Map(underWay)
  const served = new Map(turns)
  let turn = Math.max(0, ...served.values())
  const given: Waiting[] = []
  while (given.length < free) {
    const next = nextLine(lines, { running, served, weights, mostOfWorkflow })
    const first = next?.runs[next.taken]
    if (next === undefined || first === undefined) break
    next.taken++
    running.set(next.workflow, (running.get(next.workflow) ?? 0) + 1)
    served.set(next.workflow, ++turn)
    given.push(first)
  }
  return given
}

const EVEN: ReadonlyMap<string, number> = new Map()

interface Line {
  readonly workflow: string
  readonly level: number
  readonly runs: readonly Waiting[]
  taken: number
}

function inLines(waiting: Iterable<Waiting>, now: number): readonly Line[] {
  const lines = new Map<string, { readonly workflow: string; readonly level: number; readonly runs: Waiting[]; taken: number }>()
  for (const run of waiting) {
    const level = run.priority + Math.max(0, Math.floor((now - run.enteredAt) / PROMOTED_MS))
    const key = `${level} ${run.workflow}`
    const line = lines.get(key) ?? { workflow: run.workflow, level, runs: [], taken: 0 }
    line.runs.push(run)
    lines.set(key, line)
  }
  for (const { runs } of lines.values()) runs.sort((a, b) => a.enteredAt - b.enteredAt || (a.runId < b.runId ? -1 : 1))
  return [...lines.values()]
}

interface Shares {
  readonly running: ReadonlyMap<string, number>
  readonly served: ReadonlyMap<string, number>
  readonly weights: ReadonlyMap<string, number>
  readonly mostOfWorkflow: number
}

function nextLine(lines: readonly Line[], { running, served, weights, mostOfWorkflow }: Shares): Line | undefined {
  let best: Line | undefined
  const count = ({ workflow }: Line) => running.get(workflow) ?? 0
  const load = (line: Line) => count(line) / (weights.get(line.workflow) ?? 1)
  const turn = ({ workflow }: Line) => served.get(workflow) ?? 0
  for (const line of lines) {
    if (line.taken >= line.runs.length || count(line) >= mostOfWorkflow) continue
    if (best === undefined || before(line, best)) best = line
  }
  return best

  function before(a: Line, b: Line): boolean {
    return (b.level - a.level || load(a) - load(b) || turn(a) - turn(b)) < 0
  }
}
