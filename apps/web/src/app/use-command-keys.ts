import { useEffect, useRef } from 'react'
import type { CommandContext } from './editor-commands.ts'
import { publishBlocked } from './publish-blocked.ts'
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
      if (event.defaultPrevented || within(event.target, ':is([role=dialog], [role=menu]):not([data-closed])')) return
      const command = event.ctrlKey || event.metaKey
      const act = command ? withCommand(event, latest.current) : event.altKey ? undefined : plain(event, latest.current)
      if (!act) return
      event.preventDefault()
      afterClosing(event.target, act)
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

/** A quick hand is ahead of what closes: the focus goes back first, then the key does its work. */
function afterClosing(target: EventTarget | null, act: () => void): void {
  const closing = target instanceof Element && target.closest(':is([role=dialog], [role=menu])[data-closed]')
  if (!closing) act()
  else if (closing.isConnected) requestAnimationFrame(() => afterClosing(target, act))
  else requestAnimationFrame(act)
}

const texts = 'input, textarea, select, [contenteditable], [role=listbox]'

function withCommand(event: KeyboardEvent, { run, verbs, store }: CommandContext): (() => void) | undefined {
  const key = event.key.toLowerCase()
  if (key === 'k' && !event.shiftKey) return () => showOver('commands')
  if (key === 'o' && event.shiftKey) return verbs.outline
  // in a code field the editor's own search is meant
  if ((key === 'f' || key === 'h') && !event.shiftKey && !within(event.target, '.cm-editor')) return () => find(verbs, key)
  if (key !== 'enter' || within(event.target, texts)) return undefined
  return run.blocked === undefined ? run.open : () => store.getState().notify(run.blocked)
}

const densities: { readonly [key: string]: 'comfortable' | 'compact' | 'outline' } = { 1: 'comfortable', 2: 'compact', 3: 'outline' }

function plain(event: KeyboardEvent, context: CommandContext): (() => void) | undefined {
  if (within(event.target, texts) || (within(event.target, '[role=tree]') && event.key !== '?')) return undefined
  const { store, verbs, part } = context
  const density = densities[event.key]
  if (density) return () => verbs.density(density)
  const { shiftKey } = event
  const keys: { readonly [key: string]: () => void } = {
    c: () => ofOne(context, 'Select the one step whose result another should get.', () => verbs.open(shiftKey ? 'wait' : 'connect')),
    e: () => ofOne(context, 'Select one step first.', verbs.inspect),
    l: () => store.getState().setLinks(!store.getState().links),
    p: () => (shiftKey ? problems(context) : ofOne(context, 'Select the one step whose result should be pinned.', verbs.togglePin)),
    t: () => void part.ask(shiftKey ? 'only' : 'to'),
    v: () => (shiftKey ? publish(context) : verbs.versions()),
    g: () => (shiftKey ? undefined : verbs.goal()),
    w: verbs.triggers,
    b: () => (shiftKey ? verbs.asPublished() : undefined),
    '?': () => verbs.open('keys'),
  }
  return keys[event.key.toLowerCase()]
}

function ofOne({ store }: CommandContext, otherwise: string, act: (path: string) => void): void {
  const { selection, notify } = store.getState()
  const [only] = selection
  if (only === undefined || selection.size > 1) notify(otherwise)
  else act(only)
}

function publish({ store, verbs }: CommandContext): void {
  const blocked = publishBlocked(store.getState().document)
  if (blocked === undefined) verbs.open('publish')
  else store.getState().notify(blocked)
}

function problems({ store, verbs }: CommandContext): void {
  if (store.getState().problems.length) verbs.open('problems')
  else store.getState().notify('There is no problem.')
}

/** Opens the bar, or brings the focus back to it: Ctrl+F to what is searched for, Ctrl+H to what takes its place. */
function find(verbs: CommandContext['verbs'], key: string): void {
  const there = document.querySelectorAll<HTMLInputElement>('[role=search][aria-label="Find and replace"] input')[key === 'f' ? 0 : 1]
  if (there) there.select()
  else verbs.open(key === 'f' ? 'find' : 'replace')
}
