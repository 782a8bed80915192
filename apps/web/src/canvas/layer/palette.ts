import type { KindContract } from '@eddy/workflow'
import type { MarkName } from '../../ui/step-state.ts'

/** The colours of a card in a state. */
export interface StateInk {
  readonly ink: string
  /** The card as a block: the state at 24 % on the card. */
  readonly block: string
  readonly frame: string
}

export interface KindInk {
  readonly ink: string
  readonly tint: string
}

export type Group = NonNullable<KindContract['group']>

/** The tokens as the browser shows them now: a canvas knows neither variables nor light-dark(). */
export interface Palette {
  readonly canvas: string
  readonly card: string
  readonly container: string
  readonly paper: string
  readonly text: string
  readonly muted: string
  readonly border: string
  readonly edge: string
  readonly dots: string
  readonly undo: string
  readonly warning: string
  readonly failed: string
  readonly retrying: string
  readonly inDoubt: string
  readonly irreversible: string
  readonly handlerFrame: string
  readonly plain: StateInk
  readonly states: { readonly [Name in MarkName]: StateInk }
  readonly kinds: { readonly [Name in Group | 'none' | 'handler']: KindInk }
  readonly font: string
}

/** Reads the colours that hold around an element. */
export function readPalette(around: HTMLElement): Palette {
  const probe = window.document.createElement('span')
  probe.style.display = 'none'
  around.append(probe)
  const color = (value: string): string => {
    probe.style.color = value
    return getComputedStyle(probe).color
  }
  const token = (name: string) => color(`var(--${name})`)
  const state = (ink: string): StateInk => ({
    ink: color(ink),
    block: color(`color-mix(in srgb, ${ink} 24%, var(--card))`),
    frame: color(`color-mix(in srgb, ${ink} 60%, var(--border))`),
  })
  const kind = (ink: string): KindInk => ({ ink: color(ink), tint: color(`color-mix(in srgb, ${ink} 10%, var(--card))`) })
  const palette: Palette = {
    canvas: token('canvas'),
    card: token('card'),
    container: color('color-mix(in srgb, var(--text) 3%, var(--canvas))'),
    paper: token('paper'),
    text: token('text'),
    muted: token('muted'),
    border: token('border'),
    edge: token('edge'),
    dots: color('color-mix(in srgb, var(--text) 10%, var(--canvas))'),
    undo: token('undo'),
    warning: token('warning'),
    failed: token('state-failed'),
    retrying: token('state-retrying'),
    inDoubt: token('state-in-doubt'),
    irreversible: token('state-irreversible'),
    handlerFrame: color('color-mix(in srgb, var(--undo) 55%, var(--border))'),
    plain: { ...state('var(--edge)'), frame: token('border') },
    states: states(state),
    kinds: {
      action: kind('var(--kind-action)'),
      logic: kind('var(--kind-logic)'),
      wait: kind('var(--kind-wait)'),
      human: kind('var(--kind-human)'),
      child: kind('var(--kind-child)'),
      none: kind('var(--muted)'),
      handler: kind('var(--undo)'),
    },
    font: getComputedStyle(around).fontFamily,
  }
  probe.remove()
  return palette
}

function states(state: (ink: string) => StateInk): Palette['states'] {
  const of = (name: MarkName) => state(`var(--state-${name})`)
  return {
    queued: of('queued'),
    running: of('running'),
    retrying: of('retrying'),
    waiting: of('waiting'),
    succeeded: of('succeeded'),
    failed: of('failed'),
    skipped: of('skipped'),
    cancelled: of('cancelled'),
    undoing: of('undoing'),
    undone: of('undone'),
    'undo-failed': of('undo-failed'),
    'in-doubt': of('in-doubt'),
    irreversible: of('irreversible'),
  }
}

/** Calls back when the theme, the contrast or a person's choice of them changes. */
export function onPaletteChange(listener: () => void): () => void {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  dark.addEventListener('change', listener)
  const chosen = new MutationObserver(listener)
  chosen.observe(window.document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'data-contrast'] })
  return () => {
    dark.removeEventListener('change', listener)
    chosen.disconnect()
  }
}

