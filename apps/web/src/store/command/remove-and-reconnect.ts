import type { WorkflowDocument } from '@eddy/workflow'
import { locate } from '../document/locate.ts'
import { stepLabel } from '../document/step-label.ts'
import { waysOf } from '../document/ways.ts'
import { canConnect } from '../rule/can-connect.ts'
import { command, type Command } from './command.ts'
import { connected } from './connect.ts'
import { type Gone, lostArguments, passOn } from './pass-on.ts'
import { removeSelection } from './remove-selection.ts'

/** Removes steps; what came after them is given what they were given, or waits for what came before. Lines of the selection only go. */
export function removeAndReconnect(document: WorkflowDocument, ids: ReadonlySet<string>): Command {
  const steps = [...ids].flatMap((id) => locate(document, id)?.step ?? [])
  const [first] = steps
  const what = steps.length === 1 && first ? stepLabel(first) : `${steps.length} steps`
  return command(`Delete ${what} and reconnect`, (now) => {
    const { document: without } = removeSelection(now, ids).apply(passOn(now, goneWith(now, ids)))
    let next = without
    for (const { source, target } of bridges(now, ids)) {
      if (canConnect(next, source, target).ok) next = connected(next, { source, target, as: 'wait' })
    }
    return next
  })
}

/** What is said of arguments that are lost with the steps: who had them, and their names. */
export function lossOf(document: WorkflowDocument, ids: ReadonlySet<string>): string | undefined {
  const losers = [...lostArguments(document, goneWith(document, ids))].map(([path, names]) => `${stepLabel(locate(document, path)?.step ?? { name: path })} has lost ${names.join(' and ')}`)
  return losers.length ? `${losers.slice(0, most).join('; ')}${losers.length > most ? ` and ${losers.length - most} more` : ''}: what stays cannot give that.` : undefined
}

const most = 3

function goneWith(document: WorkflowDocument, ids: ReadonlySet<string>): Gone {
  const gone = (path: string): boolean => {
    const parent = locate(document, path)?.parent
    return ids.has(path) || (parent !== undefined && gone(parent))
  }
  return gone
}

/** Pairs of steps that stay, joined before by a way through steps that go. */
function bridges(document: WorkflowDocument, ids: ReadonlySet<string>): { source: string; target: string }[] {
  const gone = goneWith(document, ids)
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
