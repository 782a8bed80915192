/** One line of `eddy doctor`. */
export interface Finding {
  readonly name: string
  readonly status: 'ok' | 'warn' | 'fail'
  /** What is so. */
  readonly detail: string
  /** What to do about it. */
  readonly todo?: string
}

export const ok = (name: string, detail: string): Finding => ({ name, status: 'ok', detail })
export const warn = (name: string, detail: string, todo: string): Finding => ({ name, status: 'warn', detail, todo })
export const fail = (name: string, detail: string, todo: string): Finding => ({ name, status: 'fail', detail, todo })
