import { useDeferredValue, useEffect, useMemo } from 'react'
import type { CardMarks } from '../canvas/card-marks.ts'
import { useEditor } from '../store/editor-context.tsx'
import { useActiveFixture, useTrial } from '../store/trial/trial-context.tsx'
import { comparisonOf, editorMarks } from './editor-marks.ts'

/** Keeps the marks of the editor's cards up to date. Draws nothing: what is around it need not render with every edit. */
export function KeepMarks({ marks }: { readonly marks: CardMarks }): null {
  // typing goes before comparing
  const document = useDeferredValue(useEditor((state) => state.document))
  const fixture = useActiveFixture()?.fixture
  const past = useTrial((state) => state.past)
  const plan = useTrial((state) => state.plan)
  const comparison = useMemo(() => comparisonOf({ document, fixture, past }), [document, fixture, past])
  // the marks live outside of React, so that only cards that change are drawn again
  useEffect(() => marks.update(editorMarks({ document, fixture, past, plan }, comparison)), [marks, document, fixture, past, plan, comparison])
  return null
}
