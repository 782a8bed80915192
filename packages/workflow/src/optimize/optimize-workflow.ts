import { longestChain } from '../merge/longest-chain.ts'
import { walkSteps } from '../walk-steps.ts'
import type { WorkflowDocument } from '../document.ts'
import { dedupe } from './dedupe.ts'
import { dropWaits } from './drop-waits.ts'
import { fold } from './fold.ts'
import { optimizePasses, type Improvement, type OptimizeOptions, type OptimizePass, type Optimization, type Optimized, type WorkflowFigures } from './optimization.ts'
import { readForOptimizing, type OptimizeReading } from './reading.ts'
import { setAsync } from './set-async.ts'
import { widen } from './widen.ts'

const MOST_CHANGES = 5_000

/**
 * Makes a workflow smaller and wider without changing what comes of it: its end, its value, and what is left in the world are the same
 * for the same answers of its steps. Only when something is done differs; and where several steps fail by themselves, which of them is
 * told first. Each change is explained. A document whose top level has a cycle or a name twice stays as it is.
 */
export async function optimizeWorkflow(document: WorkflowDocument, options: OptimizeOptions): Promise<Optimized> {
  const changes: Optimization[] = []
  let current = document
  while (changes.length < MOST_CHANGES) {
    const next = await improve(current, options)
    if (!next) break
    changes.push(next.change)
    current = next.document
  }
  return { document: current, changes, before: figuresOf(document), after: figuresOf(current) }
}

async function improve(document: WorkflowDocument, { passes = optimizePasses, ...options }: OptimizeOptions): Promise<Improvement | undefined> {
  const reading = readForOptimizing(document, options.catalog)
  if (!reading) return undefined
  for (const pass of optimizePasses.filter((one) => passes.includes(one))) {
    const found = await perform(pass, reading, options)
    if (found) return found
  }
  return undefined
}

function perform(pass: OptimizePass, reading: OptimizeReading, { evaluate }: Pick<OptimizeOptions, 'evaluate'>): Improvement | undefined | Promise<Improvement | undefined> {
  switch (pass) {
    case 'fold':
      return fold(reading, evaluate)
    case 'dedupe':
      return dedupe(reading)
    case 'async':
      return setAsync(reading)
    case 'widen':
      return widen(reading)
    case 'waits':
      return dropWaits(reading)
  }
}

function figuresOf(document: WorkflowDocument): WorkflowFigures {
  const steps = [...walkSteps(document)].filter(({ lane }) => lane === 'steps').map(({ step }) => step)
  return { steps: steps.length, waits: steps.reduce((sum, { waitFor = [] }) => sum + waitFor.length, 0), longest: longestChain(document).length }
}
