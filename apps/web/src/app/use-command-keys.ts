import { useEffect, useRef } from 'react'
import type { CommandContext } from './editor-commands.ts'
import { showOver } from './editor-panels.ts'

/** The keys of the palette, the outline and a run. They work wherever the focus is; letters and Enter not in a text. */
export function useCommandKeys(context: CommandContext): void {
  const latest = useRef(context)
  useEffect(() => {
    latest.current = context
  })
  // keys come from the browser; what is open goes with the editor
  useEffect(() => {
    const keydown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || within(event.target, '[role=dialog], [role=menu]')) return
      const command = event.ctrlKey || event.metaKey
      const act = command ? withCommand(event, latest.current) : event.altKey ? undefined : plain(event, latest.current)
      if (!act) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', keydown)
    return () => {
      document.removeEventListener('keydown', keydown)
      showOver(undefined)
    }
  }, [])
}

function within(target: EventTarget | null, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null
}

const texts = 'input, textarea, select, [contenteditable], [role=listbox]'

function withCommand(event: KeyboardEvent, { run, verbs, store }: CommandContext): (() => void) | undefined {
  const key = event.key.toLowerCase()
  if (key === 'k' && !event.shiftKey) return () => showOver('commands')
  if (key === 'o' && event.shiftKey) return verbs.outline
  if (key !== 'enter' || within(event.target, texts)) return undefined
  return run.blocked === undefined ? run.open : () => store.getState().notify(run.blocked)
}

const densities: { readonly [key: string]: 'comfortable' | 'compact' | 'outline' } = { 1: 'comfortable', 2: 'compact', 3: 'outline' }

function plain(event: KeyboardEvent, context: CommandContext): (() => void) | undefined {
  if (within(event.target, texts)) return undefined
  const { store, verbs, part } = context
  const density = densities[event.key]
  if (density) return () => verbs.density(density)
  const key = event.key.toLowerCase()
  if (key === 't') return () => void part.ask(event.shiftKey ? 'only' : 'to')
  if (key === 'p' && !event.shiftKey) return () => pin(context)
  if (key !== 'c') return undefined
  if (store.getState().selection.size !== 1) return () => store.getState().notify('Select the one step whose result another should get.')
  return () => verbs.ask(event.shiftKey ? 'wait' : 'connect')
}

function pin({ store, verbs }: CommandContext): void {
  const { selection, notify } = store.getState()
  const [only] = selection
  if (only === undefined || selection.size > 1) notify('Select the one step whose result should be pinned.')
  else verbs.togglePin(only)
}
