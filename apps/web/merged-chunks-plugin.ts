import type { Plugin } from 'vite'

/**
 * Fewer and larger files. Without this there is a part for each set of screens that share something: eighty requests for an opened page, which
 * cost the browser and the server more than the few kilobytes that a screen gets too many.
 */
const GROUPS = [
  { name: 'first', tags: ['$initial' as const], priority: 3 },
  // what most screens show; what checks a form comes with it, or the screens that ask people something would load all of the drawing
  { name: 'ui', test: /lucide|base-ui|floating-ui|web[\\/]src[\\/]ui|workflow[\\/]src[\\/]json-schema/, minShareCount: 4, priority: 2 },
  { name: 'drawing', test: /web[\\/]src[\\/](canvas|compare|rehearsal)|xyflow|packages[\\/](engine|workflow|steps|rehearsal|middleware)/, minShareCount: 3, priority: 1 },
]

/** Puts what several screens share into few files. */
export function mergedChunks(): Plugin {
  return {
    name: 'eddy-merged-chunks',
    apply: 'build',
    config: () => ({ build: { rolldownOptions: { output: { codeSplitting: { groups: GROUPS } } }, chunkSizeWarningLimit: 800 } }),
    generateBundle(_options, bundle) {
      const imports = new Map(Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file.imports] as const] : [])))
      const circle = circleIn(imports)
      // modules would run before what they are made of, and the page would stay empty
      if (circle) this.error(`The files of the page import each other in a circle: ${circle.join(' -> ')}. Change the groups in apps/web/merged-chunks-plugin.ts.`)
    },
  }
}

/** A way from a file back to itself. */
function circleIn(imports: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const seen = new Set<string>()
  const from = (file: string, way: readonly string[]): readonly string[] | undefined => {
    const at = way.indexOf(file)
    if (at >= 0) return [...way.slice(at), file]
    if (seen.has(file)) return undefined
    seen.add(file)
    for (const next of imports.get(file) ?? []) {
      const circle = from(next, [...way, file])
      if (circle) return circle
    }
    return undefined
  }
  for (const file of imports.keys()) {
    const circle = from(file, [])
    if (circle) return circle
  }
  return undefined
}
