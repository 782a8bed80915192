import fc from 'fast-check'
import { expect, it } from 'vitest'
import { arbitraryWorkflow } from '../testing/arbitrary-workflow.ts'
import { surroundings } from '../testing/fake-catalog.ts'
import { validate } from '../validate.ts'
import { walkSteps } from '../walk-steps.ts'
import { applyExtension } from './apply-extension.ts'
import { updateExtension } from './update-extension.ts'
import type { Patch, WorkflowExtension } from './extension.ts'
import type { WorkflowDocument } from '../document.ts'

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    Object.values(value).forEach(frozen)
  }
  return value
}

const extension = (patches: readonly Patch[]): WorkflowExtension => frozen({ eddy: 1, name: 'more', extends: 'drawn', patches })

const draft = fc.record({ op: fc.constantFrom('set', 'unset', 'add', 'remove', 'rename', 'option'), at: fc.nat(), name: fc.constantFrom('x', 's1', 'revert', 'z') })

function patchesOf(document: WorkflowDocument, drafts: readonly { readonly op: string; readonly at: number; readonly name: string }[]): Patch[] {
  const paths = [...walkSteps(document)].map(({ path }) => path)
  return drafts.map(({ op, at, name }): Patch => {
    const step = paths[at % paths.length] ?? ''
    if (op === 'set') return { op, step, field: 'timeout', value: 'PT1S' }
    if (op === 'unset') return { op, step, field: 'waitFor' }
    if (op === 'add') return { op, step: { name, kind: 'expression', config: { expr: '1' } }, after: step }
    if (op === 'rename') return { op, step, to: name }
    return op === 'remove' ? { op, step } : { op: 'option', field: 'maxSteps', value: at + 1 }
  })
}

it('is the base itself without patches', () => {
  fc.assert(
    fc.property(arbitraryWorkflow, (base) => {
      expect(applyExtension(frozen(base), extension([]))).toEqual({ ok: true, document: base })
      expect(updateExtension(extension([]), base, base)).toEqual({ changes: [], conflicts: [], problems: [], document: base })
    }),
  )
})

it('leaves no reference open, meets no conflict on an unchanged base and changes neither', () => {
  fc.assert(
    fc.property(arbitraryWorkflow, fc.array(draft, { maxLength: 5 }), (base, drafts) => {
      const extending = extension(patchesOf(base, drafts))
      const extended = applyExtension(frozen(base), extending)
      const { conflicts, document } = updateExtension(extending, base, base)
      expect(conflicts).toEqual([])
      expect(document).toEqual(extended.ok ? extended.document : undefined)
      const codes = extended.ok ? validate(extended.document, surroundings).flatMap(({ severity, code }) => (severity === 'error' ? [code] : [])) : []
      // a container may lose its last step: that is for validation to say
      expect(codes.filter((code) => code !== 'EMPTY_CONTAINER')).toEqual([])
    }),
    { numRuns: 500 },
  )
})
