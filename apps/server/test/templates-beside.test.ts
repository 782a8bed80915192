import { describe, expect, it } from 'vitest'
import { readTemplates } from '../src/template/templates.ts'
import { withLab } from './template-lab.ts'

/** Runs of each sample that are under way at once. */
const EACH = 3

// a lab passes signals to one run alone
const templates = readTemplates(null).filter(({ samples }) => samples.every(({ signals = [] }) => signals.length === 0))

describe.concurrent.each(templates.map((template) => [template.name, template] as const))('%s', (name, template) => {
  it('takes back all that it should, however many runs of it there are beside each other', async () => {
    await withLab(name, async (lab) => {
      const samples = Array.from({ length: EACH }, () => template.samples).flat()
      const ends = await Promise.all(samples.map(async (sample) => ({ sample, ...(await lab.run(sample)).result })))
      // one that finds what another has done may end otherwise than alone: its claim is refused, what it would migrate is migrated. It must not stay half done
      expect(ends.filter(({ status }) => status !== 'succeeded' && status !== 'rolled_back').map(({ sample, status, left }) => ({ sample: sample.title, status, left }))).toEqual([])
    })
  })
})
