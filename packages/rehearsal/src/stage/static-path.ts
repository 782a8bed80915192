/** The path of a step as it is drawn: `each[3].charge` is `each.charge`. */
export function staticPath(path: string): string {
  return path.includes('[') ? path.replaceAll(/\[\d+\]/g, '') : path
}

/** The same as fixtures write it: `each/charge`. */
export function pinPath(path: string): string {
  return staticPath(path).replaceAll('.', '/')
}
