import { useMemo, useRef } from 'react'
import { useEditor } from '../store/editor-context.tsx'
import type { Clash } from '../store/meet.ts'
import { Button } from '../ui/button.tsx'
import { clashPanelId } from './clash-focus.ts'
import { type Choice, choicesOf } from './clash-words.ts'
import styles from './clash-panel.module.css'

/**
 * What was changed here and elsewhere in two ways, both side by side. It lies over the drawing and stops nobody: all can be edited on, only
 * nothing goes to the server until each has been chosen.
 */
export function ClashPanel() {
  const document = useEditor((state) => state.document)
  const clashes = useEditor((state) => state.clashes)
  const choose = useEditor((state) => state.choose)
  const list = useRef<HTMLUListElement>(null)
  const choices = useMemo(() => choicesOf(document, clashes), [document, clashes])
  const pick = (at: number, side: 'mine' | 'theirs') => {
    choose(choices[at]?.ids ?? [], side)
    // the keyboard goes on at the next choice, and back to the drawing after the last
    requestAnimationFrame(() => {
      const buttons = list.current?.querySelectorAll<HTMLElement>(`[data-side=${side}]`)
      const next = buttons?.[Math.min(at, buttons.length - 1)]
      ;(next ?? window.document.querySelector<HTMLElement>('[role=application], .react-flow'))?.focus()
    })
  }
  const all = (side: 'mine' | 'theirs') => choose(clashes.map(({ id }) => id), side)
  return (
    <>
      <p className="visually-hidden" role="status" aria-label="Changed in two ways">
        {choices.length ? sentence(choices.length, clashes) : ''}
      </p>
      {choices.length ? (
        <section id={clashPanelId} className={styles.panel} aria-label="Changed in two ways">
          <header className={styles.head}>
            <h2 className={styles.title}>{sentence(choices.length, clashes)}</h2>
            {choices.length > 1 ? (
              <span className={styles.all}>
                <Button size="small" onClick={() => all('mine')}>
                  Keep all of mine
                </Button>
                <Button size="small" onClick={() => all('theirs')}>
                  Take all of theirs
                </Button>
              </span>
            ) : null}
          </header>
          <ul className={styles.list} ref={list}>
            {choices.map((choice, at) => (
              <ChoiceLine key={choice.key} choice={choice} onPick={(side) => pick(at, side)} />
            ))}
          </ul>
        </section>
      ) : null}
    </>
  )
}

function sentence(count: number, clashes: readonly Clash[]): string {
  const what = count === 1 ? 'One thing was' : `${count} things were`
  if (clashes.some((clash) => clash.with === 'elsewhere')) return `${what} changed here and elsewhere in two ways. Nothing goes to the server until you choose.`
  if (clashes.some((clash) => clash.with === 'version')) return `${what} changed in the draft and in the version published since. Choose which is to stand, then publish.`
  return `${what} changed again since. Choose which is to stand.`
}

const sideWords = { elsewhere: ['Mine', 'Theirs'], undo: ['As it is now', 'As it was before your edit'], version: ['The draft', 'The published version'] } as const

function ChoiceLine({ choice, onPick }: { readonly choice: Choice; readonly onPick: (side: 'mine' | 'theirs') => void }) {
  const [mine, theirs] = sideWords[choice.with]
  return (
    <li className={styles.choice}>
      <h3 className={styles.what}>{choice.title}</h3>
      <div className={styles.sides} role="group" aria-label={choice.title}>
        <SideButton side="mine" label={mine} value={choice.mine} onPick={onPick} />
        <SideButton side="theirs" label={theirs} value={choice.theirs} onPick={onPick} />
      </div>
    </li>
  )
}

function SideButton({ side, label, value, onPick }: { readonly side: 'mine' | 'theirs'; readonly label: string; readonly value: string; readonly onPick: (side: 'mine' | 'theirs') => void }) {
  return (
    <button type="button" className={styles.side} data-side={side} onClick={() => onPick(side)}>
      <span className={styles.label}>{`${label}:`}</span>
      <span className={styles.value}>{value}</span>
    </button>
  )
}
