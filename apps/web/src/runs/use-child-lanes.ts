import { useEffect, useMemo } from 'react'
import { ChildLanes } from './child-lanes.ts'
import type { ChildSource } from './child-source.ts'
import type { RunReading } from './run-store.ts'
import { openStore } from './use-run.ts'

interface Asked {
  readonly source: ChildSource
  readonly runId: string
  readonly reading: RunReading
}

/** The child runs that a page shows, for as long as it shows this run. */
export function useChildLanes({ source, runId, reading }: Asked): ChildLanes {
  const lanes = useMemo(() => new ChildLanes({ source, runId, reading, openStore }), [source, runId, reading])
  // their events come from the server
  useEffect(() => () => lanes.close(), [lanes])
  return lanes
}
