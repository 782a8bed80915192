import { problem, type ProblemText } from '../problem.ts'
import type { KindContract, Problem, Surroundings } from '../catalog.ts'
import type { DidYouMean } from '../did-you-mean.ts'
import type { Step } from '../document.ts'
import type { ProblemCode } from '../problem-codes.ts'
import type { ScopedStep, ScopeTree } from '../scope-tree.ts'
import type { StepDefaults } from '../step-defaults.ts'

/** What a step's kind says of it; steps of unknown kinds have none. */
export interface KindView {
  readonly contract: KindContract
  readonly defaults: StepDefaults
}

/** What every group of checks works on. A check reports; it changes nothing else. */
export interface Checking {
  readonly tree: ScopeTree
  readonly surroundings: Surroundings
  readonly didYouMean: DidYouMean
  /** Steps of which parts could not be read, so that what is missing is no news. */
  readonly unreadable: ReadonlySet<Step>
  readonly kinds: ReadonlyMap<ScopedStep, KindView>
  readonly problems: Problem[]
}

export function report(checking: Pick<Checking, 'problems'>, code: ProblemCode, text: ProblemText): void {
  checking.problems.push(problem(code, text))
}

export interface Inside {
  /** Continues the step's pointer. */
  readonly at?: string
  readonly message: string
  readonly hint?: string | undefined
}

/** A problem of one step. */
export function reportStep(checking: Pick<Checking, 'problems'>, node: ScopedStep, { code, at = '', message, hint }: Inside & { readonly code: ProblemCode }): void {
  report(checking, code, { path: node.pointer + at, step: node.path, message, hint })
}
