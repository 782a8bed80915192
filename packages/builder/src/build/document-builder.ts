import type { Step, WorkflowDocument } from '@eddy/workflow'
import { InnerSteps, StepList } from './step-list.ts'
import { stepOf, type InputOptions, type LooseOptions } from './step-options.ts'
import type { Finished } from './steps-builder.ts'

/** What `WorkflowBuilder` promises, without the names: a document and the ways to extend it. */
export class DocumentBuilder extends StepList {
  constructor(readonly document: WorkflowDocument) {
    super()
  }

  get steps(): readonly Step[] {
    return this.document.steps
  }

  get returns(): string | undefined {
    return this.document.return
  }

  add(step: Step): DocumentBuilder {
    return this.#with({ steps: [...this.steps, step] })
  }

  return(step: string): DocumentBuilder {
    return this.#with({ return: step })
  }

  input(name: string, options: InputOptions = {}): DocumentBuilder {
    return this.#with({ inputs: [...(this.document.inputs ?? []), { name, ...options }] })
  }

  handler(name: string, options: LooseOptions): DocumentBuilder {
    return this.#with({ handlers: [...(this.document.handlers ?? []), stepOf(name, options)] })
  }

  failure(body: (lane: InnerSteps) => Finished): DocumentBuilder {
    return this.#with({ failure: { steps: body(new InnerSteps(this.document.failure?.steps)).steps } })
  }

  #with(fields: Partial<WorkflowDocument>): DocumentBuilder {
    return new DocumentBuilder({ ...this.document, ...fields })
  }
}
