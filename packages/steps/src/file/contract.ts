import type { KindContract } from '@eddy/workflow'
import { appendContract } from './append/contract.ts'
import { chmodContract } from './chmod/contract.ts'
import { chownContract } from './chown/contract.ts'
import { copyContract } from './copy/contract.ts'
import { globContract } from './glob/contract.ts'
import { linkContract } from './link/contract.ts'
import { lockContract } from './lock/contract.ts'
import { mkdirContract } from './mkdir/contract.ts'
import { moveContract } from './move/contract.ts'
import { readContract } from './read/contract.ts'
import { fileReadStreamContract } from './read-stream/contract.ts'
import { readLinkContract } from './read-link/contract.ts'
import { rmContract } from './rm/contract.ts'
import { statContract } from './stat/contract.ts'
import { touchContract } from './touch/contract.ts'
import { unlockContract } from './unlock/contract.ts'
import { writeContract } from './write/contract.ts'

/** The kinds that work on the files of the workspace, in the order of the palette. */
export const fileContracts: readonly KindContract[] = [
  readContract,
  fileReadStreamContract,
  writeContract,
  appendContract,
  copyContract,
  moveContract,
  rmContract,
  mkdirContract,
  statContract,
  globContract,
  touchContract,
  chmodContract,
  chownContract,
  linkContract,
  readLinkContract,
  lockContract,
  unlockContract,
]
