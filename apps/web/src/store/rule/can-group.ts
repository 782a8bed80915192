import type { WorkflowDocument } from '@eddy/workflow'
import { edgesOf } from '../document/edges.ts'
import { ancestorIn } from '../document/fallback-places.ts'
import { type Located, locate, pathIn, sameScope, type Scope } from '../document/locate.ts'
import { resultOf } from '../document/scope-return.ts'
import { stepsOf } from '../document/scope-steps.ts'
import { stepLabel } from '../document/step-label.ts'
import { isForward } from '../document/wires.ts'

export interface GroupPlan {
  readonly ok: true
  readonly scope: Scope
  /** Paths, in declaration order. */
  readonly members: readonly string[]
  /** The name of the member that what stays outside uses. */
  readonly exit?: string
}

export interface GroupRefusal {
  readonly ok: false
  readonly reason: string
  /** The smallest selection around this one that was found to do. */
  readonly nearest?: ReadonlySet<string>
}

/** Steps of one scope that nothing leads out of and back in to. */
export interface Enclosure {
  readonly ok: true
  readonly scope: Scope
  /** Paths, in declaration order. */
  readonly members: readonly string[]
  /** Members whose result is used outside, or is the result of the scope. */
  readonly exits: readonly string[]
}

/** Whether steps can be put into a group of their own: nothing leads out and back in, and one result at most is used outside. */
export function canGroup(document: WorkflowDocument, paths: ReadonlySet<string>): GroupPlan | GroupRefusal {
  const plan = canEnclose(document, paths, { results: 'one' })
  if (!plan.ok) return plan
  const [exit] = plan.exits
  const name = exit === undefined ? undefined : locate(document, exit)?.step.name
  return { ok: true, scope: plan.scope, members: plan.members, ...(name === undefined ? {} : { exit: name }) }
}

/** Whether steps can be taken together at all, with any number of results that are used outside or with one. */
export function canEnclose(document: WorkflowDocument, paths: ReadonlySet<string>, { results }: { readonly results: 'one' | 'many' }): Enclosure | GroupRefusal {
  const found = [...paths].flatMap((path) => locate(document, path) ?? []).filter(({ path }) => !ancestorAmong(paths, path))
  const [first] = found
  if (!first) return { ok: false, reason: 'Select the steps that belong together.' }
  const handler = found.find(({ scope }) => scope.kind === 'handlers')
  if (handler) return withNearest(document, found.filter((other) => other.scope.kind !== 'handlers'), `${stepLabel(handler.step)} is a handler and stays beneath its step.`)
  const other = found.find(({ scope }) => !sameScope(scope, first.scope))
  if (other) return withNearest(document, lifted(document, found), `${stepLabel(first.step)} and ${stepLabel(other.step)} stand in different containers, and only steps of one can be taken together.`)
  return planned(new Siblings(document, first.scope), new Set(found.map(({ path }) => path)), results)
}

function planned(siblings: Siblings, members: ReadonlySet<string>, results: 'one' | 'many'): Enclosure | GroupRefusal {
  const gap = siblings.detour(members)
  if (gap) return refusal(siblings, { members, results }, `A path leads from ${siblings.label(gap.from)} out through ${siblings.label(gap.through)} and back in to ${siblings.label(gap.to)}.`)
  const exits = siblings.exits(members)
  const [one, two] = exits
  if (results === 'one' && one !== undefined && two !== undefined) return refusal(siblings, { members, results }, `${siblings.label(one)} and ${siblings.label(two)} are both used from outside, and a group has only one result.`)
  return { ok: true, scope: siblings.scope, members: siblings.paths.filter((path) => members.has(path)), exits }
}

interface Taken {
  readonly members: ReadonlySet<string>
  readonly results: 'one' | 'many'
}

function refusal(siblings: Siblings, { members, results }: Taken, reason: string): GroupRefusal {
  const nearest = siblings.closure(members, results)
  return { ok: false, reason, ...(nearest && nearest.size > members.size ? { nearest } : {}) }
}

function withNearest(document: WorkflowDocument, found: readonly Located[], reason: string): GroupRefusal {
  const [first] = found
  if (!first || found.some(({ scope }) => !sameScope(scope, first.scope))) return { ok: false, reason }
  const nearest = new Siblings(document, first.scope).closure(new Set(found.map(({ path }) => path)), 'one')
  return { ok: false, reason, ...(nearest ? { nearest } : {}) }
}

/** The containers, at the outermost level that is touched, which the steps stand in. */
function lifted(document: WorkflowDocument, found: readonly Located[]): readonly Located[] {
  const level = Math.min(...found.map(({ path }) => path.split('.').length))
  return [...new Set(found.map(({ path }) => path.split('.').slice(0, level).join('.')))].flatMap((path) => locate(document, path) ?? [])
}

function ancestorAmong(paths: ReadonlySet<string>, path: string): boolean {
  const at = path.lastIndexOf('.')
  return at !== -1 && ancestorIn(paths, path.slice(0, at)) !== undefined
}

/** The steps of one scope and the lines between them, where what is inside a container counts as the container. */
class Siblings {
  readonly paths: readonly string[]
  private readonly after = new Map<string, Set<string>>()
  private readonly before = new Map<string, Set<string>>()
  /** Who uses whose result; an empty string stands for what is not in this scope. */
  private readonly users = new Map<string, Set<string>>()

  constructor(
    readonly document: WorkflowDocument,
    readonly scope: Scope,
  ) {
    this.paths = stepsOf(document, scope).map(({ name }) => pathIn(scope, name))
    const own = new Set(this.paths)
    for (const edge of edgesOf(document)) {
      if (!isForward(edge) || !own.has(edge.source)) continue
      const target = ancestorIn(own, edge.target)
      if (target === edge.source) continue
      if (edge.kind === 'data') add(this.users, edge.source, target ?? '')
      if (target === undefined) continue
      add(this.after, edge.source, target)
      add(this.before, target, edge.source)
    }
  }

  label(path: string): string {
    const found = locate(this.document, path)
    return found ? stepLabel(found.step) : path
  }

  /** A way that leaves the members and comes back. */
  detour(members: ReadonlySet<string>): { from: string; through: string; to: string } | undefined {
    const [down, up] = [reach(members, this.after), reach(members, this.before)]
    for (const [through, from] of down) {
      const to = members.has(through) ? undefined : up.get(through)
      if (to !== undefined) return { from, through, to }
    }
    return undefined
  }

  /** Members whose result is used outside, or is the result of the scope. */
  exits(members: ReadonlySet<string>): readonly string[] {
    const result = resultOf(this.document, this.scope)
    return this.paths.filter((path) => members.has(path) && (path === pathIn(this.scope, result ?? '') || [...(this.users.get(path) ?? [])].some((user) => !members.has(user))))
  }

  /** The members with all that lies between them, and those that use their results, until one result is left. */
  closure(members: ReadonlySet<string>, results: 'one' | 'many'): ReadonlySet<string> | undefined {
    let grown = members
    for (;;) {
      const [down, up] = [reach(grown, this.after), reach(grown, this.before)]
      const whole = new Set([...grown, ...[...down.keys()].filter((path) => up.has(path))])
      const exits = this.exits(whole)
      if (exits.length < 2 || results === 'many') return whole
      const next = new Set([...whole, ...exits.flatMap((path) => [...(this.users.get(path) ?? [])].filter((user) => user !== ''))])
      if (next.size === whole.size) return undefined
      grown = next
    }
  }
}

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  const set = map.get(key)
  if (set) set.add(value)
  else map.set(key, new Set([value]))
}

/** Everything that can be reached from the members over at least one line, and the member it was reached from. */
function reach(members: ReadonlySet<string>, next: ReadonlyMap<string, ReadonlySet<string>>): ReadonlyMap<string, string> {
  const seen = new Map<string, string>()
  const queue = [...members].map((path) => [path, path] as const)
  for (let at = queue.pop(); at; at = queue.pop()) {
    const [path, from] = at
    for (const other of next.get(path) ?? []) {
      if (seen.has(other)) continue
      seen.set(other, from)
      queue.push([other, from])
    }
  }
  return seen
}
