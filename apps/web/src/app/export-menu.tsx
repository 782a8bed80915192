import { catalog } from '@eddy/steps/contract'
import { stableJson, toMermaid, type WorkflowDocument } from '@eddy/workflow'
import { Braces, Download, Image as Picture, Library, Network, Shapes } from 'lucide-react'
import { buildEdges } from '../canvas/flow-edges.ts'
import { buildNodes } from '../canvas/nodes.ts'
import { pngOf } from '../export/workflow-png.ts'
import { type Drawing, workflowSvg } from '../export/workflow-svg.ts'
import { useEditor } from '../store/editor-context.tsx'
import { Button } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'
import { showOver } from './editor-panels.ts'
import styles from './versions-buttons.module.css'

/** Takes the open workflow along as a file. */
export function ExportMenu() {
  const document = useEditor((state) => state.document)
  const lanes = useEditor((state) => state.lanes)
  const notify = useEditor((state) => state.notify)
  const png = () => {
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
        { label: 'Eddy JSON', icon: <Braces size={14} />, onSelect: () => download(new Blob([stableJson(document)], { type: 'application/json' }), `${document.name}.eddy.json`) },
        { label: 'Mermaid', icon: <Network size={14} />, onSelect: () => download(new Blob([toMermaid(document)], { type: 'text/plain' }), `${document.name}.mmd`) },
        { label: 'SVG', icon: <Shapes size={14} />, onSelect: () => download(new Blob([drawing(document, lanes).text], { type: 'image/svg+xml' }), `${document.name}.svg`) },
        { label: 'PNG', icon: <Picture size={14} />, onSelect: png },
        { label: 'Publish to the library …', icon: <Library size={14} />, onSelect: () => showOver('share') },
      ]}
    />
  )
}

function drawing(document: WorkflowDocument, lanes: boolean): Drawing {
  return workflowSvg(document, { cards: buildNodes({ document, catalog, problemsOf: new Map(), lanes, editable: false }, new Map()), lines: buildEdges(document, lanes) })
}

function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob)
  const anchor = Object.assign(window.document.createElement('a'), { href: url, download: name })
  anchor.click()
  // some browsers read the file only after the click
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
