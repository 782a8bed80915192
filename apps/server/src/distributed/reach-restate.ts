import type { RestateUrls } from '@eddy/distributed'

/** Milliseconds: shorter than whoever asks for readiness waits. */
const PATIENCE_MS = 1500

export interface Reach {
  readonly ok: boolean
  /** What is so, in a sentence. */
  readonly detail: string
}

/** Whether some node of Restate takes requests, and some can be asked about runs. */
export async function reachRestate({ ingressUrls, adminUrls }: RestateUrls): Promise<Reach> {
  const [takes, tells] = await Promise.all([anyAnswers(ingressUrls, '/restate/health'), anyAnswers(adminUrls, '/health')])
  if (takes && tells) return { ok: true, detail: 'Restate answers.' }
  const silent = [...(takes ? [] : ingressUrls), ...(tells ? [] : adminUrls)].join(', ')
  return { ok: false, detail: `Restate does not answer at ${silent}. New runs are taken and begin when it is back, runs that are under way go on then, and a cancel, a halt or a signal is refused until then.` }
}

/** The same, to be asked again and again; undefined where no Restate drives the runs. */
export function reachOf(nodes: RestateUrls | undefined): (() => Promise<Reach>) | undefined {
  return nodes && (() => reachRestate(nodes))
}

async function anyAnswers(urls: readonly string[], path: string): Promise<boolean> {
  const asked = urls.map(async (url) => {
    const response = await fetch(`${url.replace(/\/$/, '')}${path}`, { signal: AbortSignal.timeout(PATIENCE_MS) })
    if (!response.ok) throw new Error(`${url} answers ${response.status}`)
  })
  return Promise.any(asked).then(() => true, () => false)
}
