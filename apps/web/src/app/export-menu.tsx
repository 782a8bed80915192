import { catalog } from '@eddy/steps/contract'
import { stableJson, toMermaid, type WorkflowDocument } from '@eddy/workflow'
import { Braces, Download, Image as Picture, Library, Network, Shapes } from 'lucide-react'
import { linePath } from '../canvas/line-path.ts'
import { buildEdges } from '../canvas/flow-edges.ts'
import { buildNodes } from '../canvas/nodes.ts'
import { pngOf } from '../export/workflow-png.ts'
import { type Drawing, workflowSvg } from '../export/workflow-svg.ts'
import { useEditorStore } from '../store/editor-context.tsx'
import { Button } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'
import { showOver } from './editor-panels.ts'
import styles from './versions-buttons.module.css'

/** Takes the open workflow along as a file. */
export function ExportMenu() {
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
  return (
    <Menu
      trigger={
        <Button aria-label="Export">
          <Download size={14} aria-hidden />
          <span className={styles.label}>Export</span>
        </Button>
      }
      items={[
        { label: 'Eddy JSON', icon: <Braces size={14} />, onSelect: () => download(new Blob([stableJson(now())], { type: 'application/json' }), `${now().name}.eddy.json`) },
        { label: 'Mermaid', icon: <Network size={14} />, onSelect: () => download(new Blob([toMermaid(now())], { type: 'text/plain' }), `${now().name}.mmd`) },
        { label: 'SVG', icon: <Shapes size={14} />, onSelect: () => download(new Blob([drawn().text], { type: 'image/svg+xml' }), `${now().name}.svg`) },
        { label: 'PNG', icon: <Picture size={14} />, onSelect: png },
        { label: 'Publish to the library …', icon: <Library size={14} />, onSelect: () => showOver('share') },
      ]}
    />
  )
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
