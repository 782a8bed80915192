import { toMermaid } from '@eddy/workflow'
import { EXIT } from './exit-code.ts'
import type { Output } from './output.ts'
import { checkFile, requireDocument } from './read-document.ts'
import { describeProblem } from './refusal.ts'

/** `eddy mermaid FILE`: the document as a Mermaid flowchart. */
export function mermaidCommand(file: string, options: { readonly library?: string }, output: Output): number {
  const document = requireDocument(checkFile(file, options.library), (problem) => output.err(describeProblem(problem)))
  output.out(toMermaid(document))
  return EXIT.succeeded
}
