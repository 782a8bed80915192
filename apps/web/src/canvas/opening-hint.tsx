import { useOnViewportChange } from '@xyflow/react'
import { Maximize } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { useFit } from './layer/fit.ts'
import { type Scene, shape } from './layer/scene.ts'

const shown: ReadonlySet<number> = new Set([shape.step, shape.folded, shape.container])

/** Says of a drawing that opened at its first step that there is more of it, until somebody looks elsewhere. */
export function OpeningHint({ scene }: { readonly scene: Scene }) {
  const [moved, setMoved] = useState(false)
  useOnViewportChange({ onEnd: () => setMoved(true) })
  return moved ? null : <Hint scene={scene} />
}

function Hint({ scene }: { readonly scene: Scene }) {
  const fit = useFit()
  // the canvas is drawn with every frame of a drag
  const steps = useMemo(() => scene.shapes.reduce((count, as) => count + (shown.has(as) ? 1 : 0), 0), [scene])
  return (
    <Button size="small" aria-keyshortcuts="F" title="The drawing is shown from its start" onClick={() => fit(scene)}>
      <Maximize size={14} aria-hidden /> See all {steps} steps <kbd>F</kbd>
    </Button>
  )
}
