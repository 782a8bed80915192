import { addUndo, undoHandler } from '../command/add-undo.ts'
import { removeAndReconnect } from '../command/remove-and-reconnect.ts'
import { removeSelection } from '../command/remove-selection.ts'
import { stepLabel } from '../document/step-label.ts'
import type { MakeFixes } from './fix.ts'
import { changeAt } from './problem-place.ts'

const retries = { max: 3, backoff: { initial: 'PT1S', factor: 2 } } as const

export const addRetries: MakeFixes = ({ place, step }) => [{ label: 'Add 3 retries', command: changeAt(`Add retries to ${stepLabel(step)}`, place.step, (now) => ({ ...now, retry: { ...now.retry, ...retries } })) }]

export const addAnUndo: MakeFixes = ({ document, path, step, place }) => {
  const handler = undoHandler(document, path, step)
  const lock = { label: 'Mark it irreversible', command: changeAt(`Mark ${stepLabel(step)} irreversible`, place.step, (now) => ({ ...now, role: 'irreversible' as const })) }
  return handler ? [{ label: 'Add an undo', command: addUndo({ path, handler }), select: new Set([handler.name]) }, lock] : [lock]
}

export const removeStep: MakeFixes = ({ document, path, step }) => [{ label: `Delete ${stepLabel(step)}`, command: removeAndReconnect(document, new Set([path])), select: new Set() }]

export const removeHandler: MakeFixes = ({ document, path, step }) => [{ label: `Delete ${stepLabel(step)}`, command: removeSelection(document, new Set([path])), select: new Set() }]

export const limitRounds: MakeFixes = ({ place, step }) => [{ label: 'Stop after 100 rounds', command: changeAt(`Limit ${stepLabel(step)} to 100 rounds`, place.step, (now) => ({ ...now, config: { ...now.config, maxRounds: 100 } })) }]

/** Branches are tried in order: the one without a condition can only be the last. */
export const defaultLast: MakeFixes = ({ place, step }) => {
  const index = Number(place.rest[1])
  return [
    {
      label: 'Move it to the end',
      command: changeAt(`Put the default branch of ${stepLabel(step)} last`, place.step, (now) => {
        const branches = now.branches ?? []
        return { ...now, branches: [...branches.filter((_, at) => at !== index), ...branches.filter((_, at) => at === index)] }
      }),
    },
  ]
}

/** A container without a step; an empty branch is only one of several, so that is left to the person. */
export const emptyContainer: MakeFixes = (request) => (request.place.rest[0] === 'branches' ? [] : removeStep(request))
