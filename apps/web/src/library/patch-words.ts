import type { Patch, Step } from '@eddy/workflow'

/** One patch as a sentence. `nameOf` tells a step by its path, as people know it. */
export function patchWords(patch: Patch, nameOf: (path: string) => string): string {
  switch (patch.op) {
    case 'set':
      return `${nameOf(patch.step)}: ${patch.field} is ${shortened(JSON.stringify(patch.value))}`
    case 'unset':
      return `${nameOf(patch.step)}: without ${patch.field}`
    case 'add':
      return `Adds ${labelOf(patch.step)}${patch.after === undefined ? laneWords(patch.lane) : ` after ${nameOf(patch.after)}`}`
    case 'remove':
      return `Removes ${nameOf(patch.step)}`
    case 'rename':
      return `${nameOf(patch.step)} is called ${patch.to}`
    case 'option':
      return patch.value === null ? `Without the option ${patch.field}` : `The option ${patch.field} is ${shortened(JSON.stringify(patch.value))}`
    case 'input':
      return `Takes the input ${patch.input.name}`
    case 'return':
      return `Gives the result of ${nameOf(patch.step)}`
  }
}

function labelOf({ title, name }: Step): string {
  return title ?? name
}

function laneWords(lane: 'handlers' | 'failure' | undefined): string {
  if (lane === undefined) return ''
  return lane === 'handlers' ? ' to undo with' : ' for when it has failed'
}

const MOST = 60

function shortened(text: string): string {
  return text.length > MOST ? `${text.slice(0, MOST - 1)}…` : text
}
