/** The host that a URL names, in lower case with its port if it has one; `dynamic` where an {{ expression }} decides it; undefined where it names none. */
export type UrlHost = { readonly kind: 'static'; readonly host: string; readonly name: string } | { readonly kind: 'dynamic' } | undefined

/** Ends behind the host: only then can nothing that follows change it. */
const HOST_BEFORE = /^[a-z][a-z0-9+.-]*:\/\/[^/?#\\{]+[/?#]/i

/** The host of a URL of a step's config, which may hold {{ expressions }}. */
export function hostOf(url: string): UrlHost {
  const braces = url.indexOf('{{')
  if (braces === -1) return parsed(url)
  const fixed = HOST_BEFORE.exec(url.slice(0, braces))
  return fixed === null ? { kind: 'dynamic' } : parsed(fixed[0])
}

function parsed(url: string): UrlHost {
  if (!URL.canParse(url)) return undefined
  const { host, hostname } = new URL(url)
  if (hostname === '') return undefined
  // a name with its trailing dot is the same host
  const dot = hostname.endsWith('.') ? 1 : 0
  const name = hostname.slice(0, hostname.length - dot)
  return { kind: 'static', host: name + host.slice(hostname.length), name }
}
