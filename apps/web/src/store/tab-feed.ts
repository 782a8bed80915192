export interface TabFeed<T> {
  readonly subscribe: (listener: () => void) => () => void
  /** What the server said last; undefined until it has. */
  readonly current: () => T | undefined
}

interface TabFeedOptions<T extends object> {
  /** Of the browser: the pages that show the same feed know each other by it. */
  readonly name: string
  /** Listens to the server for as long as the page is open. */
  readonly listen: (told: (news: T) => void) => void
  readonly isNews: (data: unknown) => data is T
  /** On every page, for each news. */
  readonly onNews: () => void
}

/**
 * What the server tells every page of a browser, heard once: one page listens and tells the others, and when it goes the next takes its
 * place. Listening begins with the first who looks.
 */
export function createTabFeed<T extends object>({ name, listen, isNews, onNews }: TabFeedOptions<T>): TabFeed<T> {
  const listeners = new Set<() => void>()
  let told: T | undefined
  let started = false

  function take(news: T) {
    told = news
    onNews()
    for (const listener of listeners) listener()
  }

  function start() {
    const channel = new BroadcastChannel(name)
    let leads = false
    channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (isNews(data)) take(data)
      // a page that has just come asks the one that knows
      else if (leads && told !== undefined) channel.postMessage(told)
    })
    const lead = () => {
      leads = true
      listen((news) => {
        take(news)
        channel.postMessage(news)
      })
      // until the page closes
      return new Promise<never>(() => {})
    }
    channel.postMessage(null)
    // browsers lock only on secure origins and on this machine's own
    if ('locks' in navigator) void navigator.locks.request(name, lead)
    else void lead()
  }

  return {
    current: () => told,
    subscribe(listener) {
      listeners.add(listener)
      if (!started) {
        started = true
        start()
      }
      return () => listeners.delete(listener)
    },
  }
}

/** News that are an object with numbers of these names. */
export function hasCounts<K extends string>(...names: readonly K[]): (data: unknown) => data is { readonly [name in K]: number } {
  return (data): data is { readonly [name in K]: number } => typeof data === 'object' && data !== null && names.every((name) => typeof Reflect.get(data, name) === 'number')
}
