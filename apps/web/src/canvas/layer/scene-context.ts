import { createContext } from 'react'
import type { Scene } from './scene.ts'

/** The drawing around; for what is shown over it. */
export const SceneContext = createContext<Scene | undefined>(undefined)
