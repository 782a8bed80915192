import type { WorkflowDocument } from '@eddy/workflow'
import { locate } from '../document/locate.ts'
import { stepLabel } from '../document/step-label.ts'
import { waysOf } from '../document/ways.ts'
import { canConnect } from '../rule/can-connect.ts'
import { command, type Command } from './command.ts'
import { connected } from './connect.ts'
import { removeSelection } from './remove-selection.ts'

/** Removes steps and lets what came after them wait for what came before. Lines of the selection only go. */
export function removeAndReconnect(document: WorkflowDocument, ids: ReadonlySet<string>): Command {
  const steps = [...ids].flatMap((id) => locate(document, id)?.step ?? [])
  const [first] = steps
  const what = steps.length === 1 && first ? stepLabel(first) : `${steps.length} steps`
  return command(`Delete ${what} and reconnect`, (now) => {
    const { document: without } = removeSelection(now, ids).apply(now)
    let next = without
    for (const { source, target } of bridges(now, ids)) {
      if (canConnect(next, source, target).ok) next = connected(next, { source, target, as: 'wait' })
    }
    return next
  })
}

/** Pairs of steps that stay, joined before by a way through steps that go. */
function bridges(document: WorkflowDocument, ids: ReadonlySet<string>): { source: string; target: string }[] {
  const gone = (path: string): boolean => {
    const parent = locate(document, path)?.parent
    return ids.has(path) || (parent !== undefined && gone(parent))
  }
  const { after, before } = waysOf(document)
  const pairs: { source: string; target: string }[] = []
  const ends = new Set([...after].flatMap(([path, next]) => (gone(path) ? next.filter((target) => !gone(target)) : [])))
  for (const target of ends) {
    const seen = new Set<string>()
    const queue = (before.get(target) ?? []).filter(gone)
    for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
      if (seen.has(path)) continue
      seen.add(path)
      const parent = locate(document, path)?.parent
      for (const source of [...(before.get(path) ?? []), ...(parent !== undefined && gone(parent) ? [parent] : [])]) {
        if (gone(source)) queue.push(source)
        else if (!seen.has(source)) {
          seen.add(source)
          pairs.push({ source, target })
        }
      }
    }
  }
  return pairs
}
