import { documentSchema, type Json, type WorkflowDocument } from '@eddy/workflow'
import { StepProblem } from '../coordination/step-problem.ts'

/** The argument `document`, whatever it is. */
export function givenDocument(args: { readonly [name: string]: Json }): Json {
  const { document } = args
  if (document !== undefined && document !== null) return document
  throw new StepProblem({ code: 'NO_DOCUMENT', message: 'the step needs the argument "document", a workflow document', retryable: false })
}

/** The argument `document`, which has the shape of one; whether it can run is for `workflow.validate` to say. */
export function shapedDocument(args: { readonly [name: string]: Json }): WorkflowDocument {
  const read = documentSchema.safeParse(givenDocument(args))
  // the schema and the type say the same
  if (read.success) return read.data as WorkflowDocument
  const [issue] = read.error.issues
  throw new StepProblem({ code: 'BAD_DOCUMENT', message: `the argument "document" is no workflow document: ${issue ? `/${issue.path.join('/')}: ${issue.message}` : 'it has another shape'}`, retryable: false })
}

/** What the value of these steps is made of is JSON, whatever its type says. */
export function asJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json
}
