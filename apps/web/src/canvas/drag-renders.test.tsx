// first, so that React finds it
import { rendered } from './testing/render-counts.ts'
import { catalog } from '@eddy/steps/contract'
import type { WorkflowDocument } from '@eddy/workflow'
import { ReactFlowProvider } from '@xyflow/react'
import { useState } from 'react'
import { expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import '../styles/index.css'
import { WorkflowCanvas } from './workflow-canvas.tsx'

const rows = [0, 1, 2, 3]
const document_: WorkflowDocument = {
  eddy: 1,
  name: 'drag',
  steps: [
    ...rows.map((row) => ({ name: `a${row}`, kind: 'debug' })),
    ...rows.map((row) => ({ name: `b${row}`, kind: 'debug', arguments: [{ name: 'value', from: { result: `a${row}` } }] })),
    ...rows.map((row) => ({ name: `c${row}`, kind: 'debug', waitFor: [`b${row}`] })),
  ],
  view: { positions: Object.fromEntries(['a', 'b', 'c'].flatMap((column, x) => rows.map((row) => [`${column}${row}`, [352 * x, 112 * row]]))) },
}

const editing = {}

function Drawing() {
  const [selected, select] = useState<ReadonlySet<string>>(new Set())
  return (
    <div style={{ width: 1100, height: 620 }}>
      <ReactFlowProvider>
        <WorkflowCanvas document={document_} catalog={catalog} label="Canvas" selected={selected} onSelect={select} editing={editing} />
      </ReactFlowProvider>
    </div>
  )
}

const frame = () => new Promise(requestAnimationFrame)

function fire(target: EventTarget, type: string, at: { readonly x: number; readonly y: number }): void {
  target.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true, view: window, button: 0, buttons: type === 'mouseup' ? 0 : 1, clientX: at.x, clientY: at.y }))
}

it('renders for a drag the place of the moved card and its lines, and nothing else', async () => {
  await page.viewport(1200, 700)
  const screen = await render(<Drawing />)
  await expect.element(screen.getByRole('group', { name: 'Connection b1 to c1' })).toBeInTheDocument()
  const card = document.querySelector('[data-id="b1"]')
  const box = card?.getBoundingClientRect()
  if (!card || !box) throw new Error('the card is not drawn')
  const start = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  fire(card, 'mousedown', start)
  // it becomes a drag, and the card the selected one
  for (let step = 1; step <= 4; step++) {
    fire(window, 'mousemove', { x: start.x + 4 * step, y: start.y })
    await frame()
  }
  await frame()
  rendered.clear()
  for (let step = 1; step <= 20; step++) {
    fire(window, 'mousemove', { x: start.x + 16 + 8 * step, y: start.y + 8 * step })
    await frame()
  }
  const of = (name: string) => [...rendered.keys()].filter((key) => key.startsWith(`${name} `)).sort()
  expect(of('StepNode')).toEqual([])
  expect([...rendered.keys()]).not.toContain('WorkflowCanvas')
  expect(of('LineEdge')).toEqual(['LineEdge data:a1>b1', 'LineEdge wait:b1>c1'])
  // what React Flow puts around them: another function for each render would reach all of them
  expect(of('NodeWrapper')).toEqual(['NodeWrapper b1'])
  expect(of('EdgeWrapper')).toEqual(['EdgeWrapper data:a1>b1', 'EdgeWrapper wait:b1>c1'])
  // once for each place that the card was at
  expect(rendered.get('NodeWrapper b1')).toBeLessThanOrEqual(21)
  expect(rendered.get('NodeWrapper b1')).toBeGreaterThan(5)
  fire(window, 'mouseup', { x: start.x + 176, y: start.y + 160 })
})
