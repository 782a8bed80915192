import { createDidYouMean } from './did-you-mean.ts'
import { graphOfTree, type DocumentGraph } from './graph.ts'
import { problem } from './problem.ts'
import { buildScopeTree } from './scope-tree.ts'
import { checkComposition } from './validate/check-composition.ts'
import { checkContainers } from './validate/check-containers.ts'
import { checkCycles } from './validate/check-cycles.ts'
import { checkInputs } from './validate/check-inputs.ts'
import { checkKinds } from './validate/check-kinds.ts'
import { checkNames, checkSize } from './validate/check-names.ts'
import { checkReferences } from './validate/check-references.ts'
import { checkRollback } from './validate/check-rollback.ts'
import { checkTexts } from './validate/check-texts.ts'
import { checkUsage } from './validate/check-usage.ts'
import { measure } from './validate/measure.ts'
import { readDocument } from './validate/read-document.ts'
import { viewKinds } from './validate/view-kinds.ts'
import type { Catalog, Problem, Surroundings } from './catalog.ts'

/**
 * Everything that is wrong with a document, and what may be: errors first, each group of checks in the order of the document, outer
 * scopes before inner ones. Takes any value, never throws, changes nothing, and runs the same in browser, command line and server.
 * Malformed parts do not hide problems of the others. A document is valid when no problem is an error. Linear in the document (times the nesting of its containers).
 * A catalog alone stands for surroundings of which nothing else is known.
 */
export function validate(document: unknown, known: Surroundings | Catalog): Problem[] {
  try {
    const problems = check(document, 'catalog' in known ? known : { catalog: known })
    return [...problems.filter(({ severity }) => severity === 'error'), ...problems.filter(({ severity }) => severity === 'warning')]
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return [problem('UNREADABLE', { path: '', message: `The document could not be read: ${reason}`, hint: 'If it is a plain JSON document, this is a defect of Eddy: please report it.' })]
  }
}

function check(value: unknown, surroundings: Surroundings): Problem[] {
  const excess = measure(value) ?? unsupportedVersion(value)
  if (excess) return [excess]
  const { document, problems, unreadable } = readDocument(value)
  const tree = buildScopeTree(document)
  const known = { tree, surroundings, problems, unreadable, didYouMean: createDidYouMean() }
  const checking = { ...known, kinds: viewKinds(known) }
  // made when somebody asks for it: most documents are in order, and leave nothing behind
  let made: DocumentGraph | undefined
  const graph = () => (made ??= graphOfTree(tree))
  checkSize(checking)
  checkNames(checking)
  checkInputs(checking)
  checkReferences(checking)
  checkCycles(checking, graph)
  checkContainers(checking)
  checkKinds(checking)
  checkTexts(checking)
  checkComposition(checking)
  checkUsage(checking)
  checkRollback(checking, graph)
  return problems
}

/** A document of another format is not read at all: nothing that could be said of it would be right. */
function unsupportedVersion(value: unknown): Problem | undefined {
  if (typeof value !== 'object' || value === null || !('eddy' in value) || value.eddy === 1) return undefined
  const message = `The document has the format version ${JSON.stringify(value.eddy)}; this Eddy reads version 1.`
  return problem('UNSUPPORTED_VERSION', { path: '/eddy', message, hint: 'Set "eddy" to 1, or use an Eddy that reads this version.' })
}
