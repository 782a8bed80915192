import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalDistributeCenter,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalDistributeCenter,
  FolderOutput,
  Group,
  type LucideIcon,
  PackagePlus,
  Unlink,
  Wand2,
} from 'lucide-react'
import { use } from 'react'
import { type Alignment, alignmentWords } from '../store/command/align-steps.ts'
import { locate } from '../store/document/locate.ts'
import { useEditor } from '../store/editor-context.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import styles from './canvas-tools.module.css'
import { HandsContext } from './hands-context.ts'
import type { Tidy } from './use-tidy.ts'

const buttons: readonly (readonly [Alignment, string, LucideIcon])[] = [
  ['left', 'A L', AlignStartVertical],
  ['centre', 'A C', AlignCenterVertical],
  ['right', 'A R', AlignEndVertical],
  ['top', 'A T', AlignStartHorizontal],
  ['middle', 'A M', AlignCenterHorizontal],
  ['bottom', 'A B', AlignEndHorizontal],
]
const spread: readonly (readonly [Alignment, string, LucideIcon])[] = [
  ['across', 'A H', AlignHorizontalDistributeCenter],
  ['down', 'A V', AlignVerticalDistributeCenter],
]

/** What can be done to several steps at once; there while more than one is selected. */
export function SelectionBar({ tidy }: { readonly tidy: Tidy }) {
  const hands = use(HandsContext)
  const count = useEditor(({ selection, document }) => [...selection].filter((id) => locate(document, id)).length)
  if (!hands || count < 2) return null
  const button = ([alignment, shortcut, Icon]: readonly [Alignment, string, LucideIcon]) => (
    <IconButton key={alignment} label={alignmentWords[alignment]} shortcut={shortcut} onClick={() => hands.align(alignment)}>
      <Icon size={16} />
    </IconButton>
  )
  return (
    <div className={styles.tools} role="toolbar" aria-label="Selection">
      <span className={styles.count}>{count} steps</span>
      <span className={styles.rule} />
      {buttons.map(button)}
      <span className={styles.rule} />
      {spread.map(button)}
      <span className={styles.rule} />
      <IconButton label="Tidy up these" onClick={tidy.selection}>
        <Wand2 size={16} />
      </IconButton>
      <IconButton label="Group" shortcut="Ctrl+G" onClick={hands.group}>
        <Group size={16} />
      </IconButton>
      <IconButton label="Extract as a workflow" shortcut="X" onClick={hands.extract}>
        <FolderOutput size={16} />
      </IconButton>
      <IconButton label="Share as a template" shortcut="Shift+X" onClick={hands.promote}>
        <PackagePlus size={16} />
      </IconButton>
      <IconButton label="Delete and reconnect" shortcut="Shift+Delete" onClick={hands.removeAndReconnect}>
        <Unlink size={16} />
      </IconButton>
    </div>
  )
}
