import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { maxPulses } from '../canvas/overlay.ts'
import { motion } from '../canvas/motion.ts'
import { countsPace } from '../canvas/paced.ts'

const source = new URL('..', import.meta.url)
const files = (...endings: readonly string[]) => readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => endings.some((ending) => name.endsWith(ending))).map((name) => ({ name, text: readFileSync(new URL(name, source), 'utf8') }))
const sheets = files('.css')
const tokens = sheets.find(({ name }) => name.endsWith('tokens.css'))?.text ?? ''

/** The motion table of the design: time, and the curve that belongs to it. */
const table: Readonly<Record<string, readonly [time: string, curve: string]>> = {
  hover: ['120ms', 'ease-out'],
  state: ['160ms', 'ease-out'],
  ring: ['600ms', 'ease-out'],
  turn: ['1200ms', 'linear'],
  pulse: ['1100ms', 'linear'],
  'pulse-undo': ['1400ms', 'linear'],
  panel: ['240ms', 'var(--ease-panel)'],
  // not a motion: what is shown at all only after so long
  late: ['400ms', 'step-end'],
}

it('has the times and the curves of the table', () => {
  const times = Object.fromEntries([...tokens.matchAll(/--time-([\w-]+): (\d+ms);/g)].map(([, name = '', time = '']) => [name, time]))
  expect(times).toEqual(Object.fromEntries(Object.entries(table).map(([name, [time]]) => [name, time])))
  expect(tokens).toContain('--ease-panel: cubic-bezier(0.16, 1, 0.3, 1);')
  expect([motion, maxPulses, countsPace]).toEqual([{ press: 120, move: 280, failure: 420 }, 24, 100])
})

const moves = sheets.flatMap(({ name, text }) => [...text.matchAll(/^\s*(?:transition|animation): ([^;]+);/gm)].flatMap(([, value = '']) => value.split(/,(?![^(]*\))/).map((part) => ({ name, move: part.trim() }))))

it('animates nothing outside of the table', () => {
  expect(moves.length).toBeGreaterThan(30)
  const outside = moves.filter(({ move }) => {
    if (/^none( !important)?$/.test(move) || move.endsWith(' 0s')) return false
    const [, time = ''] = /var\(--time-([\w-]+)\)/.exec(move) ?? []
    const curve = table[time]?.[1]
    // what only goes away at the end of a panel's way has no curve
    return curve === undefined || /\d+ms/.test(move) || !(move.includes(curve) || move.startsWith('visibility '))
  })
  expect(outside).toEqual([])
})

it('says times of the camera in one place', () => {
  const elsewhere = files('.ts', '.tsx').filter(({ name, text }) => !/motion\.(test\.)?ts$/.test(name) && /\bduration: [1-9]/.test(text))
  expect(elsewhere.filter(({ text }) => /xyflow/.test(text)).map(({ name }) => name)).toEqual([])
})

it('moves nothing where less motion is asked for', () => {
  const index = sheets.find(({ name }) => name.endsWith('styles/index.css'))?.text ?? ''
  expect(index).toMatch(/prefers-reduced-motion: reduce\) \{\s*\*,\s*\*::before,\s*\*::after \{\s*animation: none !important;\s*transition: none !important;/)
})
