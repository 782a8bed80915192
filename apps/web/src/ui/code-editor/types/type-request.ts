/** What an editor asks about its code. Places count from the first character that a person has written. */
export interface TypeRequest {
  readonly id: number
  readonly ask: 'faults' | 'options' | 'about'
  readonly code: string
  /** Declarations of all that the code is given. */
  readonly scope: string
  readonly at: number
  /** Of an option; without it, what stands at the place. */
  readonly name?: string
}

export interface TypeFault {
  readonly from: number
  readonly to: number
  readonly message: string
  readonly severity: 'error' | 'warning'
}

export interface TypeOption {
  readonly label: string
  /** TypeScript's word for what it is. */
  readonly kind: string
  /** Handed over by Eddy, or a part of what stands before the dot. */
  readonly own: boolean
}

export interface TypeAnswer {
  readonly id: number
  readonly faults?: readonly TypeFault[]
  readonly options?: readonly TypeOption[]
  readonly about?: string | undefined
}
