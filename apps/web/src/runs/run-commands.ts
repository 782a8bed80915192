import type { StepView } from '@eddy/engine'
import type { PaletteCommand } from '../ui/palette-command.ts'
import type { PaletteGroup } from '../ui/palette-group.ts'
import { wordOf } from '../ui/step-state.ts'
import type { RunVerb } from './run-verb.ts'
import { densities } from './timeline-density.ts'
import { runMoves, type RunKeys } from './use-run-keys.ts'
import type { PageVerbs } from './use-verbs.ts'

export interface RunCommandFacts {
  readonly keys: RunKeys
  readonly verbs: Pick<PageVerbs, 'verbs' | 'at' | 'ask'>
  readonly steps: readonly StepView[]
}

/** All that can be done on the page of a run: the verbs of the selected step and of the run, the moves of the playhead, and where to go. */
export function runCommands({ keys, verbs, steps }: RunCommandFacts): readonly PaletteGroup[] {
  const { selected } = keys
  const offer = selected === undefined ? undefined : verbs.at(selected)
  const inChild = selected?.includes('#') === true
  const asks = (ask: (verb: RunVerb) => void, of = '') => (verb: RunVerb): PaletteCommand => ({ id: `run-${verb.id}${of}`, title: verb.title, detail: verb.consequence, act: () => ask(verb), ...(verb.refused === undefined ? {} : { blocked: () => verb.refused }) })
  const noStep = () => (selected === undefined ? 'Select a step first.' : undefined)
  return [
    { title: 'Of the selected step', commands: offer?.ofStep.map(asks(offer.ask, '-step')) ?? [] },
    { title: 'Of the run of the selected step', commands: inChild ? (offer?.ofRun.map(asks(offer.ask, '-child')) ?? []) : [] },
    { title: 'Of the run', commands: verbs.verbs.map(asks(verbs.ask)) },
    {
      title: 'Time',
      commands: [
        ...runMoves.map(({ key, does, act }) => ({ id: `run-move-${key}`, title: does, key, act: () => act(keys), ...(does.includes('selected step') ? { blocked: noStep } : {}) })),
        ...densities.map(({ id, title }, index) => ({ id: `run-density-${id}`, title: `${title} rows`, key: String(index + 1), act: () => keys.onDensity(id) })),
      ],
    },
    { title: 'Go to', commands: steps.map(({ path, status }) => ({ id: `run-step-${path}`, title: keys.names.titleOf(path), detail: wordOf(status), act: () => keys.onSelect(path) })) },
  ]
}
