import { buildScopeTree, resolveStep, type ScopeTree } from '../scope-tree.ts'
import { handlerReferences, stepReferences } from '../step-references.ts'
import { applyPatch } from './apply-patch.ts'
import { extensionProblem } from './extension-problem.ts'
import type { Problem } from '../catalog.ts'
import type { WorkflowDocument } from '../document.ts'
import type { WorkflowExtension } from './extension.ts'

export type Extended = { readonly ok: true; readonly document: WorkflowDocument } | { readonly ok: false; readonly problems: readonly Problem[] }

/**
 * The base with the patches of an extension, under the base's name and title: without patches it is the base itself. All problems are
 * reported at once, each with its place in the extension; a patch that cannot be carried out is passed over by the ones after it. The
 * document has the right shape, but is not validated. Changes nothing. Linear in the document for each patch.
 */
export function applyExtension(base: WorkflowDocument, extension: WorkflowExtension): Extended {
  const problems: Problem[] = []
  const wanted = extension.extends.split('@')[0]
  if (wanted !== base.name) {
    problems.push(extensionProblem({ code: 'WRONG_BASE', message: `The extension "${extension.name}" extends "${extension.extends}", not "${base.name}".` }, '/extends'))
  }
  let document = base
  extension.patches.forEach((patch, index) => {
    const patched = applyPatch(document, patch)
    if ('document' in patched) document = patched.document
    else problems.push(extensionProblem(patched.fault, `/patches/${index}`))
  })
  problems.push(...missedSteps(document, extension))
  return problems.length > 0 ? { ok: false, problems } : { ok: true, document }
}

/** Removed steps that something still refers to; asked at the end, so that a patch may lead the reference elsewhere first or later. */
function missedSteps(document: WorkflowDocument, { patches }: WorkflowExtension): Problem[] {
  const removed = patches.flatMap((patch, index) => (patch.op === 'remove' ? [{ path: patch.step, name: patch.step.slice(patch.step.lastIndexOf('.') + 1), index }] : []))
  if (removed.length === 0) return []
  const missing = missingNames(buildScopeTree(document))
  return removed.flatMap(({ path, name, index }) => {
    const users = missing.get(name)
    if (!users) return []
    const message = `"${path}" is removed, but ${[...users].map((user) => `"${user}"`).join(', ')} still refer${users.size === 1 ? 's' : ''} to it.`
    return [extensionProblem({ code: 'STEP_IN_USE', step: path, message, hint: 'Set their arguments, waitFor, undo, compensate, check or return to something else.' }, `/patches/${index}`)]
  })
}

/** Names that mean nothing where they stand, each with the paths of those that say them; `return` is the document's. */
export function missingNames(tree: ScopeTree): ReadonlyMap<string, ReadonlySet<string>> {
  const missing = new Map<string, Set<string>>()
  const miss = (name: string, user: string) => missing.set(name, (missing.get(name) ?? new Set()).add(user))
  for (const { step, scope, path } of tree.steps) {
    for (const { name } of stepReferences(step)) if (!resolveStep(scope, name)) miss(name, path)
    for (const { name } of handlerReferences(step)) if (!tree.handlers.byName.has(name)) miss(name, path)
  }
  for (const { returns, byName, path } of tree.scopes) if (returns !== undefined && !byName.has(returns)) miss(returns, path === '' ? 'return' : path)
  return missing
}
