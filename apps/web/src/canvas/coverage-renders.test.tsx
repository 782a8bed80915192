// first, so that React finds it
import { rendered } from './testing/render-counts.ts'
import type { StepCoverage } from '@eddy/rehearsal'
import { catalog } from '@eddy/steps/contract'
import type { WorkflowDocument } from '@eddy/workflow'
import { ReactFlowProvider } from '@xyflow/react'
import { useState } from 'react'
import { expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { CoverageContext, StepCoverages } from '../store/coverage-context.ts'
import '../styles/index.css'
import { WorkflowCanvas } from './workflow-canvas.tsx'

const names = ['a', 'b', 'c']
const document_: WorkflowDocument = { eddy: 1, name: 'covered', steps: names.map((name) => ({ name, kind: 'http.request', config: { method: 'POST', url: 'https://one' } })), view: { positions: Object.fromEntries(names.map((name, at) => [name, [352 * at, 0]])) } }
const none: ReadonlySet<string> = new Set()
const coverages = new StepCoverages()
const editing = {}

function Drawing() {
  const [select] = useState(() => () => undefined)
  return (
    <div style={{ width: 1100, height: 620 }}>
      <ReactFlowProvider>
        <CoverageContext value={coverages}>
          <WorkflowCanvas document={document_} catalog={catalog} label="Canvas" selected={none} onSelect={select} editing={editing} />
        </CoverageContext>
      </ReactFlowProvider>
    </div>
  )
}

const told = (step: string, sentence: string): readonly [string, StepCoverage] => [step, { step, title: step, effects: [], state: 'missing', sentence, ran: null }]

it('draws again the card of which another coverage is told, and no other', async () => {
  await page.viewport(1200, 700)
  const screen = await render(<Drawing />)
  await expect.element(screen.getByText('C', { exact: true })).toBeInTheDocument()
  coverages.update(new Map(names.map((name) => told(name, 'Nothing undoes it.'))))
  await expect.element(screen.getByTitle('Nothing undoes it.').first()).toBeInTheDocument()
  rendered.clear()
  coverages.update(new Map([told('a', 'Nothing undoes it.'), told('b', 'It stays on purpose.'), told('c', 'Nothing undoes it.')]))
  await expect.element(screen.getByTitle('It stays on purpose.')).toBeInTheDocument()
  expect([...rendered.keys()].filter((key) => key.startsWith('StepNode')).sort()).toEqual(['StepNode b'])
})
