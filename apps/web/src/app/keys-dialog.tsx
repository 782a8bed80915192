import { Dialog } from '../ui/dialog.tsx'
import type { CommandContext } from './editor-commands.ts'
import { showOver, usePanels } from './editor-panels.ts'
import { keyGroups } from './key-groups.ts'
import styles from './keys-dialog.module.css'

/** All keys of the editor. */
export function KeysDialog({ context }: { readonly context: CommandContext }) {
  const open = usePanels((panels) => panels.over === 'keys')
  return (
    <Dialog open={open} onOpenChange={(next) => showOver(next ? 'keys' : undefined)} title="All keys" wide>
      {open ? <Keys context={context} /> : null}
    </Dialog>
  )
}

function Keys({ context }: { readonly context: CommandContext }) {
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label="Keys">
      <div className={styles.groups}>
      {keyGroups(context).map(({ title, lines }) => (
        <section key={title} className={styles.group} aria-label={title}>
          <h3>{title}</h3>
          <dl>
            {lines.map(({ key, does }) => (
              <div key={key + does} className={styles.line}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      </div>
    </div>
  )
}
