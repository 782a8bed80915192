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

/** Opens the drawing and takes a card by its middle, as far as that it is dragged; it is by (16, 0) from where it was then. */
async function takeCard(id: string): Promise<{ readonly to: (x: number, y: number) => Promise<void>; readonly drop: () => Promise<void>; readonly card: Element }> {
  await page.viewport(1200, 700)
  const screen = await render(<Drawing />)
  await expect.element(screen.getByRole('group', { name: 'Connection b1 to c1' })).toBeInTheDocument()
  const card = document.querySelector(`[data-id="${id}"]`)
  const box = card?.getBoundingClientRect()
  if (!card || !box) throw new Error('the card is not drawn')
  const start = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  let last = start
  const to = async (x: number, y: number) => {
    last = { x: start.x + x, y: start.y + y }
    fire(window, 'mousemove', last)
    await frame()
  }
  fire(card, 'mousedown', start)
  // it becomes a drag, and the card the selected one
  for (let step = 1; step <= 4; step++) await to(4 * step, 0)
  await frame()
  const drop = async () => {
    fire(window, 'mouseup', last)
    await frame()
    await frame()
  }
  return { to, drop, card }
}

it('renders for a drag the place of the moved card and its lines, and nothing else', async () => {
  const { to, drop } = await takeCard('b1')
  rendered.clear()
  for (let step = 1; step <= 20; step++) await to(16 + 8 * step, 8 * step)
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
  await drop()
})

/** What is seen of a guide: where its window and the line behind it overlap. */
function seenOf(axis: 'x' | 'y'): { readonly from: number; readonly to: number } | undefined {
  const pane = document.querySelector(`i[data-axis="${axis}"]`)
  const [window, behind] = [pane?.getBoundingClientRect(), pane?.firstElementChild?.getBoundingClientRect()]
  if (!window || !behind) return undefined
  const [from, to] = axis === 'x' ? [Math.max(window.top, behind.top), Math.min(window.bottom, behind.bottom)] : [Math.max(window.left, behind.left), Math.min(window.right, behind.right)]
  return to > from ? { from, to } : undefined
}

const middle = (element: Element | null) => {
  const { x = 0, y = 0, width = 0, height = 0 } = element?.getBoundingClientRect() ?? {}
  return { x: x + width / 2, y: y + height / 2 }
}

it('shows what a card is in line with from middle to middle, with elements that are moved and never laid out', async () => {
  const { to, drop, card } = await takeCard('b1')
  const changed: MutationRecord[] = []
  const guides = document.querySelector('i[data-axis="x"]')?.parentElement
  if (!guides) throw new Error('no guide is there for what is held')
  const observer = new MutationObserver((records) => void changed.push(...records))
  observer.observe(guides, { subtree: true, childList: true, attributes: true, characterData: true })
  await to(64, 0)
  const beside = middle(document.querySelector('[data-id="c1"]'))
  expect(seenOf('x')).toBeUndefined()
  expect(seenOf('y')?.from).toBeCloseTo(middle(card).x, 0)
  expect(seenOf('y')?.to).toBeCloseTo(beside.x, 0)
  expect(guides.querySelector('i[data-axis="y"]')?.getBoundingClientRect().top).toBeCloseTo(beside.y, 0)
  await to(0, 32)
  expect(seenOf('y')).toBeUndefined()
  const under = middle(document.querySelector('[data-id="b2"]'))
  expect(seenOf('x')).toEqual({ from: expect.closeTo(middle(card).y, 0), to: expect.closeTo(under.y, 0) })
  expect(new Set(changed.map(({ type, attributeName }) => `${type} ${attributeName}`))).toEqual(new Set(['attributes style']))
  expect([...guides.querySelectorAll<HTMLElement>('i')].map(({ offsetWidth, offsetHeight }) => [offsetWidth, offsetHeight])).toEqual([[1, 8000], [1, 8000], [8000, 1], [8000, 1]])
  observer.disconnect()
  await drop()
  expect(document.querySelector('i[data-axis]')).toBeNull()
})

it('lets the browser move what is held without a look at all of the page, and stands still once it is let go', async () => {
  const { to, drop, card } = await takeCard('b1')
  const started = middle(card)
  await to(96, 48)
  // an animation of the transform that adds nothing
  expect(card.getAnimations().map(({ playState }) => playState)).toEqual(['paused'])
  expect(middle(card)).toEqual({ x: started.x + 80, y: started.y + 48 })
  expect(document.querySelector('[data-id="b2"]')?.getAnimations()).toEqual([])
  await drop()
  expect(card.getAnimations()).toEqual([])
})

it('lets the browser move the camera in the same way until it rests', async () => {
  await page.viewport(1200, 700)
  await render(<Drawing />)
  const [viewport, pane] = [document.querySelector('.react-flow__viewport'), document.querySelector('.react-flow__pane')]
  if (!viewport || !pane) throw new Error('the canvas is not drawn')
  await expect.poll(() => viewport.getAnimations().length).toBe(0)
  const before = middle(document.querySelector('[data-id="b1"]'))
  pane.dispatchEvent(new WheelEvent('wheel', { bubbles: true, cancelable: true, clientX: 500, clientY: 300, deltaY: 40 }))
  await frame()
  expect(viewport.getAnimations().map(({ playState }) => playState)).toEqual(['paused'])
  expect(middle(document.querySelector('[data-id="b1"]'))).toEqual({ x: before.x, y: before.y - 20 })
  await expect.poll(() => viewport.getAnimations().length).toBe(0)
  expect(middle(document.querySelector('[data-id="b1"]'))).toEqual({ x: before.x, y: before.y - 20 })
})
