import { Panel } from '@xyflow/react'
import type { Looks } from './layer/looks.ts'
import { OverviewMap } from './layer/overview-map.tsx'
import type { Scene } from './layer/scene.ts'
import { OpeningHint } from './opening-hint.tsx'
import styles from './canvas-tools.module.css'

/** With so few cards the whole is seen anyway. */
const fewCards = 8

export interface OverviewProps {
  readonly looks: Looks
  readonly scene: Scene
  /** The drawing was opened where all of it is seen. */
  readonly whole: boolean
}

/** What shows that there is more than what is in sight. */
export function Overview({ looks, scene, whole }: OverviewProps) {
  return (
    <Panel position="bottom-right" className={styles.overview ?? ''}>
      {whole ? null : <OpeningHint scene={scene} />}
      {scene.ids.length > fewCards || !whole ? <OverviewMap looks={looks} /> : null}
    </Panel>
  )
}
