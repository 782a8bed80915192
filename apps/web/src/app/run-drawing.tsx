import { catalog } from '@eddy/steps/contract'
import { useEffect, useState } from 'react'
import { CardMarks, CardMarksContext } from '../canvas/card-marks.ts'
import { RunCanvas } from '../canvas/run-canvas.tsx'
import type { RunCanvasProps } from '../runs/run-canvas-props.ts'
import { useSearch } from './router.ts'
import { runMarks } from './run-marks.ts'
import { goToScope, scopeOf } from './scope-address.ts'

/** The drawing of a run, with what makes it a trial. */
export function RunDrawing({ trial, ...props }: RunCanvasProps) {
  const { document } = props
  const scope = scopeOf(useSearch())
  const [marks] = useState(() => new CardMarks())
  // the marks live outside of React, so that only cards that change are drawn again
  useEffect(() => marks.update(trial === null ? new Map() : runMarks(document, trial)), [marks, document, trial])
  return (
    <CardMarksContext value={marks}>
      <RunCanvas {...props} catalog={catalog} onSelect={(id) => props.onSelect(id)} scope={scope} onScope={goToScope} />
    </CardMarksContext>
  )
}
