import { Dialog } from '@base-ui/react/dialog'
import { Search } from 'lucide-react'
import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react'
import overlay from '../ui/overlay.module.css'
import type { PaletteCommand } from '../ui/palette-command.ts'
import { useFocusAtOnce } from '../ui/use-focus-at-once.ts'
import { findCommands } from './find-commands.ts'
import type { PaletteGroup } from '../ui/palette-group.ts'
import { noteCommand, recentCommands } from './recent-commands.ts'
import styles from './command-palette.module.css'

export interface CommandPaletteProps {
  readonly open: boolean
  readonly title: string
  readonly placeholder: string
  /** Asked for once each time it opens. */
  readonly groups: () => readonly PaletteGroup[]
  readonly onClose: () => void
}

/** One searchable list of all that can be done. What was chosen is done after the focus went back to where it was; what opens nothing, at once. */
export function CommandPalette({ open, title, placeholder, groups, onClose }: CommandPaletteProps) {
  const chosen = useRef<PaletteCommand>(undefined)
  const focus = useFocusAtOnce()
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(next) => !next && onClose()}
      onOpenChangeComplete={(opened) => {
        if (opened) return
        const command = chosen.current
        chosen.current = undefined
        // the focus goes back in the next frame: what opens before that would lose it and close
        requestAnimationFrame(() => requestAnimationFrame(() => command?.act()))
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className={`${overlay.backdrop} ${styles.backdrop}`} />
        <Dialog.Popup className={styles.palette} {...focus}>
          <Dialog.Title className="visually-hidden">{title}</Dialog.Title>
          <Commands
            groups={groups}
            placeholder={placeholder}
            onChoose={(command) => {
              noteCommand(command.id)
              if (command.atOnce) command.act()
              else chosen.current = command
              onClose()
            }}
          />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

interface CommandsProps extends Pick<CommandPaletteProps, 'groups' | 'placeholder'> {
  readonly onChoose: (command: PaletteCommand) => void
}

function Commands({ groups, placeholder, onChoose }: CommandsProps) {
  const base = useId()
  const [all] = useState(groups)
  const [recent] = useState(recentCommands)
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const [refused, setRefused] = useState('')
  const found = useMemo(() => findCommands(all, query, recent), [all, query, recent])
  const lines = useMemo(() => found.flatMap(({ commands }) => commands), [found])

  const choose = (command: PaletteCommand | undefined) => {
    const reason = command?.blocked?.()
    if (reason !== undefined) setRefused(reason)
    else if (command) onChoose(command)
  }
  const go = (to: number) => {
    const next = (to + lines.length) % Math.max(1, lines.length)
    setAt(next)
    setRefused('')
    document.getElementById(`${base}-${lines[next]?.id}`)?.scrollIntoView({ block: 'nearest' })
  }
  const steps: { readonly [key: string]: () => void } = {
    ArrowDown: () => go(at + 1),
    ArrowUp: () => go(at - 1),
    PageDown: () => go(Math.min(at + 8, lines.length - 1)),
    PageUp: () => go(Math.max(at - 8, 0)),
    Enter: () => choose(lines[at]),
  }
  const keys = (event: KeyboardEvent) => {
    const step = event.nativeEvent.isComposing ? undefined : steps[event.key]
    if (!step) return
    event.preventDefault()
    step()
  }
  return (
    <>
      <div className={styles.search}>
        <Search size={16} aria-hidden />
        <input
          role="combobox"
          aria-label={placeholder}
          aria-expanded
          aria-autocomplete="list"
          aria-controls={`${base}-list`}
          aria-activedescendant={lines[at] ? `${base}-${lines[at].id}` : undefined}
          placeholder={placeholder}
          autoComplete="off"
          spellCheck={false}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value)
            setAt(0)
            setRefused('')
          }}
          onKeyDown={keys}
        />
      </div>
      <div className={styles.list} id={`${base}-list`} role="listbox" aria-label="Commands">
        {found.map(({ title, commands }) => (
          <div key={title} role="group" aria-label={title}>
            <div className={styles.group} role="presentation">{title}</div>
            {commands.map((command) => (
              <Line key={command.id} id={`${base}-${command.id}`} command={command} active={command === lines[at]} onChoose={() => choose(command)} />
            ))}
          </div>
        ))}
      </div>
      <p className={styles.said} role="status" data-refused={refused ? '' : undefined}>
        {refused || (lines.length ? '' : `Nothing is called “${query}”.`)}
      </p>
    </>
  )
}

function Line({ id, command, active, onChoose }: { readonly id: string; readonly command: PaletteCommand; readonly active: boolean; readonly onChoose: () => void }) {
  const { title, detail, key } = command
  const blocked = useMemo(() => command.blocked?.(), [command])
  return (
    <div id={id} role="option" aria-selected={active} aria-disabled={blocked === undefined ? undefined : true} className={styles.line} onClick={onChoose}>
      <span className={styles.name}>{title}</span>
      <span className={styles.detail}>{blocked ?? detail}</span>
      {key ? <kbd className={styles.key}>{key}</kbd> : null}
    </div>
  )
}
