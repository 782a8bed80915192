import { Menu } from '@base-ui/react/menu'
import { usePeople } from '../canvas/people-context.ts'
import { locate } from '../store/document/locate.ts'
import { stepLabel } from '../store/document/step-label.ts'
import { useEditor, useEditorStore } from '../store/editor-context.tsx'
import type { Person } from '../store/people.ts'
import { Avatar } from '../ui/avatar.tsx'
import overlay from '../ui/overlay.module.css'
import { useDisplayName } from './display-name.ts'
import { showOver } from './editor-panels.ts'
import styles from './people-bar.module.css'

/** Discs that are drawn before the rest is a number. */
const most = 4

/** Who else has this workflow open; opens the list of them and the own name. */
export function PeopleBar() {
  const people = usePeople()
  const name = useDisplayName()
  const label = people.length === 0 ? 'Nobody else is here' : `Also here: ${people.map((person) => person.name).join(', ')}`
  return (
    <Menu.Root>
      <Menu.Trigger className={styles.people} aria-label={label} title={label} data-alone={people.length === 0 ? '' : undefined}>
        {people.length === 0 ? <Avatar name={name || 'You'} colour={5} /> : people.slice(0, most).map((person) => <Avatar key={person.session} name={person.name} colour={person.colour} />)}
        {people.length > most ? <span className={styles.more}>+{people.length - most}</span> : null}
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={6} align="end" className={overlay.positioner}>
          <Menu.Popup className={overlay.popup} aria-label="Who is here">
            {people.length === 0 ? <p className={styles.alone}>Nobody else is here.</p> : null}
            {people.map((person) => (
              <PersonLine key={person.session} person={person} />
            ))}
            <Menu.Item className={overlay.item} onClick={() => showOver('name')}>
              {name ? `You are ${name}; change that` : 'You are a guest; say who you are'}
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

/** Goes to where someone is. */
function PersonLine({ person }: { readonly person: Person }) {
  const store = useEditorStore()
  const step = useEditor(({ document }) => (person.step === undefined ? undefined : locate(document, person.step)?.step))
  return (
    <Menu.Item className={overlay.item} disabled={!step} onClick={() => person.step !== undefined && store.getState().select(new Set([person.step]))}>
      <Avatar name={person.name} colour={person.colour} small />
      {person.name}
      <span className={overlay.hint}>{step ? `on ${stepLabel(step)}` : 'on no step'}</span>
    </Menu.Item>
  )
}
