import type { Branch, Step } from '@eddy/workflow'
import { stepOf, type BranchOptions, type LooseOptions } from './step-options.ts'
import type { Finished, FinishedBranches } from './steps-builder.ts'

type LooseBody = (inner: InnerSteps) => Finished
type LooseBranching = (branches: BranchList) => FinishedBranches

/** What `StepsBuilder` promises, without the names. */
export abstract class StepList implements Finished {
  abstract readonly steps: readonly Step[]
  abstract readonly returns?: string | undefined

  /** The list with one more step. */
  abstract add(step: Step): StepList
  abstract return(step: string): StepList

  step(name: string, options: LooseOptions): StepList {
    return this.add(stepOf(name, options))
  }

  group(name: string, body: LooseBody, options: Omit<LooseOptions, 'kind'> = {}): StepList {
    return this.container(name, { kind: 'group', ...options }, body)
  }

  map(name: string, options: Omit<LooseOptions, 'kind'>, body: LooseBody): StepList {
    return this.container(name, { kind: 'map', ...options }, body)
  }

  container(name: string, options: LooseOptions, body: LooseBody): StepList {
    return this.add({ ...stepOf(name, options), ...listed(body(new InnerSteps())) })
  }

  switch(name: string, options: Omit<LooseOptions, 'kind'>, branches: LooseBranching): StepList {
    return this.#branching(stepOf(name, { kind: 'switch', ...options }), branches)
  }

  race(name: string, options: Omit<LooseOptions, 'kind'>, branches: LooseBranching): StepList {
    return this.#branching(stepOf(name, { kind: 'race', ...options }), branches)
  }

  #branching(step: Step, branches: LooseBranching): StepList {
    return this.add({ ...step, branches: branches(new BranchList()).branches })
  }
}

/** The steps of a container, a branch or the failure lane. */
export class InnerSteps extends StepList {
  constructor(
    readonly steps: readonly Step[] = [],
    override readonly returns?: string | undefined,
  ) {
    super()
  }

  add(step: Step): InnerSteps {
    return new InnerSteps([...this.steps, step], this.returns)
  }

  return(step: string): InnerSteps {
    return new InnerSteps(this.steps, step)
  }
}

class BranchList implements FinishedBranches {
  constructor(readonly branches: readonly Branch[] = []) {}

  branch(options: BranchOptions, body: LooseBody): BranchList {
    return new BranchList([...this.branches, { ...options, ...listed(body(new InnerSteps())) }])
  }
}

function listed({ steps, returns }: Finished): { readonly steps: readonly Step[]; readonly return?: string } {
  return { steps, ...(returns === undefined ? {} : { return: returns }) }
}
