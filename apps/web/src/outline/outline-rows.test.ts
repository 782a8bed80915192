import type { WorkflowDocument } from '@eddy/workflow'
import { describe, expect, it } from 'vitest'
import { trip } from '../store/testing/trip.ts'
import { outlineRows } from './outline-rows.ts'

const lines = (document: WorkflowDocument, closed: readonly string[] = []) => outlineRows(document, new Set(closed)).map(({ level, label, place, siblings }) => `${'  '.repeat(level - 1)}${label} ${place}/${siblings}`)

describe('outline-rows', () => {
  it('lists inputs, steps in the order of their run, what is inside them, and handlers', () => {
    expect(lines({ ...trip, steps: trip.steps.toReversed() })).toEqual([
      'Inputs 1/3',
      '  customer 1/1',
      'Steps 2/3',
      '  Reserve flight 1/4',
      '  Reserve hotel 2/4',
      '  Extras 3/4',
      '    Book 1/2',
      '    Note 2/2',
      '  Charge 4/4',
      'Handlers 3/3',
      '  Cancel flight 1/2',
      '  Cancel hotel 2/2',
    ])
  })

  it('leaves out what is closed', () => {
    expect(lines(trip, ['#inputs', 'extras', '#handlers'])).toEqual(['Inputs 1/3', 'Steps 2/3', '  Reserve flight 1/4', '  Reserve hotel 2/4', '  Extras 3/4', '  Charge 4/4', 'Handlers 3/3'])
  })

  it('nests branches, even empty ones, and the failure lane', () => {
    const document: WorkflowDocument = {
      eddy: 1,
      name: 'choice',
      steps: [{ name: 'choose', kind: 'switch', branches: [{ name: 'yes', when: 'true', steps: [{ name: 'go', kind: 'debug' }] }, { name: 'otherwise', steps: [] }] }],
      failure: { steps: [{ name: 'tell', kind: 'debug' }] },
    }
    expect(lines(document)).toEqual(['Steps 1/2', '  Choose 1/1', '    yes 1/2', '      Go 1/1', '    otherwise 2/2', 'When it fails 2/2', '  Tell 1/1'])
  })

  it('lays out ten thousand steps in some ten times the time of a thousand', () => {
    const cpu = (length: number, times: number) => {
      const steps = Array.from({ length }, (_, at) => ({ name: `step_${at}`, kind: 'debug', ...(at ? { waitFor: [`step_${at - 1}`] } : {}) }))
      const document = { eddy: 1 as const, name: 'long', steps: steps.toReversed() }
      const began = process.cpuUsage()
      for (let i = 0; i < times; i++) {
        const rows = outlineRows({ ...document }, new Set())
        expect(rows.at(1)?.label).toBe('Step 0')
        expect(rows).toHaveLength(length + 1)
      }
      return process.cpuUsage(began).user
    }
    // the same when it is linear, ten times as much when it is quadratic
    expect(Math.min(...[1, 2, 3].map(() => cpu(10_000, 1) / cpu(1_000, 10)))).toBeLessThan(5)
  })
})
