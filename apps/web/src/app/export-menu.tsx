import { catalog } from '@eddy/steps/contract'
import { stableJson, toMermaid, type WorkflowDocument } from '@eddy/workflow'
import { Braces, Download, Ellipsis, History, Image as Picture, Library, Network, Shapes, Zap } from 'lucide-react'
import { linePath } from '../canvas/line-path.ts'
import { buildEdges } from '../canvas/flow-edges.ts'
import { buildNodes } from '../canvas/nodes.ts'
import { pngOf } from '../export/workflow-png.ts'
import { type Drawing, workflowSvg } from '../export/workflow-svg.ts'
import { useEditorStore } from '../store/editor-context.tsx'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Menu, type MenuItem } from '../ui/menu.tsx'
import { showOver, showTriggers } from './editor-panels.ts'
import { navigate } from './router.ts'
import { runsPath } from '../store/runs-path.ts'
import styles from './versions-buttons.module.css'

/** Takes the open workflow along as a file. */
export function ExportMenu() {
  return (
    <Menu
      trigger={
        <Button aria-label="Export" className={styles.wide}>
          <Download size={14} aria-hidden />
          Export
        </Button>
      }
      items={useExports()}
    />
  )
}

/** What stands in the bar by itself where there is room for it. */
export function MoreMenu({ id }: { readonly id: string }) {
  const files = useExports()
  return (
    <Menu
      trigger={
        <IconButton label="More" className={styles.narrow}>
          <Ellipsis size={16} />
        </IconButton>
      }
      items={[
        { label: 'Its runs', icon: <History size={14} />, onSelect: () => navigate(runsPath(id)) },
        { label: 'Triggers', icon: <Zap size={14} />, hint: 'W', onSelect: () => showTriggers(true) },
        ...files.map((item) => ({ ...item, label: item.file ? `Export as ${item.label}` : item.label })),
      ]}
    />
  )
}

interface Export extends MenuItem {
  readonly file?: true
}

function useExports(): readonly Export[] {
  const store = useEditorStore()
  const now = () => store.getState().document
  const drawn = () => drawing(now(), store.getState().lanes)
  const png = () => {
    const { document, lanes, notify } = store.getState()
    pngOf(drawing(document, lanes)).then(
      (blob) => download(blob, `${document.name}.png`),
      () => notify('The picture could not be drawn. Try SVG instead.'),
    )
  }
  return [
    { file: true, label: 'Eddy JSON', icon: <Braces size={14} />, onSelect: () => download(new Blob([stableJson(now())], { type: 'application/json' }), `${now().name}.eddy.json`) },
    { file: true, label: 'Mermaid', icon: <Network size={14} />, onSelect: () => download(new Blob([toMermaid(now())], { type: 'text/plain' }), `${now().name}.mmd`) },
    { file: true, label: 'SVG', icon: <Shapes size={14} />, onSelect: () => download(new Blob([drawn().text], { type: 'image/svg+xml' }), `${now().name}.svg`) },
    { file: true, label: 'PNG', icon: <Picture size={14} />, onSelect: png },
    { label: 'Publish to the library …', icon: <Library size={14} />, onSelect: () => showOver('share') },
  ]
}

function drawing(document: WorkflowDocument, lanes: boolean): Drawing {
  return workflowSvg(document, { cards: buildNodes({ document, catalog, problemsOf: new Map(), lanes, editable: false }, new Map()), lines: buildEdges(document, lanes), pathOf: (ends, turn) => linePath(ends, turn)[0] })
}

function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob)
  const anchor = Object.assign(window.document.createElement('a'), { href: url, download: name })
  anchor.click()
  // some browsers read the file only after the click
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
