declare module 'parse-prometheus-text-format' {
  interface Sample {
    readonly value?: string
    readonly labels?: { readonly [label: string]: string }
    readonly buckets?: { readonly [le: string]: string }
    readonly quantiles?: { readonly [quantile: string]: string }
    readonly count?: string
    readonly sum?: string
  }
  export interface Family {
    readonly name: string
    readonly help: string
    readonly type: 'COUNTER' | 'GAUGE' | 'HISTOGRAM' | 'SUMMARY' | 'UNTYPED'
    readonly metrics: readonly Sample[]
  }
  const parse: (text: string) => readonly Family[]
  // oxlint-disable-next-line import/no-default-export -- it is the package's own
  export default parse
}
