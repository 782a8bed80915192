import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
const [plain = '', strong = ''] = css.split(":root[data-contrast='more']")
const tokens = tokensIn(plain)
const strongTokens = new Map([...tokens, ...tokensIn(strong)])

function tokensIn(text: string) {
  return new Map([...text.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)].map(([, name = '', light = '', dark = '']) => [name, [light, dark] as const]))
}

/** WCAG 2 contrast of two sRGB colours. */
function contrast(left: string, right: string): number {
  const [high = 0, low = 0] = [luminance(left), luminance(right)].sort((a, b) => b - a)
  return (high + 0.05) / (low + 0.05)
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

const themes = [0, 1] as const
const colour = (name: string, theme: 0 | 1, of: typeof tokens = tokens) => of.get(name)?.[theme] ?? `no token ${name}`
const names = [...tokens.keys()].filter((name) => name.startsWith('state-') || name.startsWith('kind-') || name.startsWith('person-')).concat('text', 'muted', 'undo', 'warning')

it('keeps every state and every text readable on a card, in both themes', () => {
  expect(names.length).toBeGreaterThan(18)
  const weak = names.flatMap((name) => themes.filter((theme) => contrast(colour(name, theme), colour('card', theme)) < 4.5).map((theme) => [name, theme]))
  expect(weak).toEqual([])
})

it('has 7:1 for every state and text, and 4.5:1 for every frame and line, in high contrast', () => {
  const weak = (wanted: readonly string[], ground: string, least: number) =>
    wanted.flatMap((name) => themes.flatMap((theme) => (contrast(colour(name, theme, strongTokens), colour(ground, theme, strongTokens)) < least ? [[name, theme]] : [])))
  expect(['card', 'canvas', 'panel', 'raised'].flatMap((ground) => weak(names, ground, 7))).toEqual([])
  expect([...weak(['border', 'edge'], 'canvas', 4.5), ...weak(['border', 'edge'], 'card', 4.5)]).toEqual([])
})

it('keeps edges visible on the canvas', () => {
  for (const theme of themes) expect(contrast(colour('edge', theme), colour('canvas', theme))).toBeGreaterThan(3)
})

const source = new URL('..', import.meta.url)
const written = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(css|tsx?)$/.test(name) && !name.includes('.test.') && !name.endsWith('tokens.css'))
  .map((name) => ({ name, text: readFileSync(new URL(name, source), 'utf8') }))

it('is the only place of colours', () => {
  expect(written.length).toBeGreaterThan(400)
  const others = written.flatMap(({ name, text }) => [...text.matchAll(/(?<=[\s'"`(:,])#(?:[\da-f]{8}|[\da-f]{6}|[\da-f]{3,4})\b(?!-)|\b(?:rgb|hsl|oklch)a?\(/gi)].map(([colour]) => `${name} ${colour}`))
  expect(others).toEqual([])
})

it('lets no text be smaller than 11 pixels', () => {
  const sizes = written.flatMap(({ name, text }) => (name.endsWith('.css') ? [...text.matchAll(/font(?:-size)?:[^;]*?([\d.]+)(px|rem)/g)].map(([, size = '', unit]) => [name, unit === 'rem' ? 16 * Number(size) : Number(size)] as const) : []))
  expect(sizes.filter(([, size]) => size < 11)).toEqual([])
})
