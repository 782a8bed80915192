import type { Catalog } from '../catalog.ts'
import { isName } from '../names.ts'
import type { Step } from '../document.ts'
import { upgradeDocument } from '../migrate/upgrade-document.ts'
import type { MigrationNote } from '../migrate/migration.ts'
import { buildScopeTree } from '../scope-tree.ts'
import { measure } from '../validate/measure.ts'
import { readDocument } from '../validate/read-document.ts'
import { listAt, type Foreign } from './foreign.ts'
import { importedItem, importing, refused, type ImportedItem, type Importing } from './imported.ts'

/** A document of Eddy, of this format or an older one. It is taken as it is, once it has its shape: whatever else is wrong with it shows up as problems. */
export function importEddy(json: Foreign, catalog: Catalog): Importing {
  return importing(() => {
    const excess = measure(json)
    if (excess) return refused(excess.message, [excess])
    const upgraded = upgradeDocument(json)
    if (!upgraded.ok) return refused(upgraded.reason)
    const { document, problems } = readDocument(upgraded.document)
    const faults = problems.filter(({ severity }) => severity === 'error')
    if (faults.length > 0) return refused(`This workflow cannot be read: ${faults[0]?.message ?? ''}`, faults)
    if (!isName(document.name) || listAt(upgraded.document, 'steps').length !== document.steps.length) return refused('This workflow cannot be read: its name or its steps are malformed.')
    const { from, notes } = upgraded
    const steps = buildScopeTree(document).steps.map(({ path, step }) => lineOf(path, `${step.name} (${step.kind})`, catalog.get(step.kind) ? notes : [...notes, unknownKind(path, step)]))
    const whole = notes.some(({ step }) => step === '') ? [lineOf('', document.name, notes)] : []
    return { ok: true, document, report: [...whole, ...steps], ...(notes.length > 0 || !('eddy' in json) ? { upgradedFrom: from } : {}) }
  })
}

function unknownKind(path: string, { kind }: Step): MigrationNote {
  return { step: path, how: 'refused', message: `There is no kind "${kind}" here: give the step another one.` }
}

function lineOf(path: string, became: string, notes: readonly MigrationNote[]): ImportedItem {
  const own = notes.filter(({ step }) => step === path)
  const note = own.map(({ message }) => message).join(' ')
  if (path === '') return importedItem({ item: 'The workflow', became, note, how: own.some(({ how }) => how === 'refused') ? 'approximated' : 'exact' })
  return importedItem({ item: path, became, note, how: own.some(({ how }) => how === 'refused') ? 'refused' : 'exact', step: path })
}
