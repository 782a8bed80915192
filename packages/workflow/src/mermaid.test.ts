import { expect, it } from 'vitest'
import { toMermaid } from './mermaid.ts'
import type { WorkflowDocument } from './document.ts'

it('draws steps, containers, lanes and every kind of edge', () => {
  const document: WorkflowDocument = {
    eddy: 1,
    name: 'flow',
    steps: [
      { name: 'a', kind: 'expression', title: 'Say "hi" <b>#1</b>\n`now`' },
      { name: 'g', kind: 'group', steps: [{ name: 'x', kind: 'expression', arguments: [{ name: 'who', from: { result: 'a' } }], undo: 'h' }] },
      { name: 's', kind: 'switch', waitFor: ['g'], branches: [{ when: 'n > 1', steps: [{ name: 'p', kind: 'expression' }] }, { name: 'rest', steps: [{ name: 'q', kind: 'expression' }] }] },
    ],
    handlers: [{ name: 'h', kind: 'expression' }],
  }
  expect(toMermaid(document)).toBe(`flowchart LR
  n0["Say #34;hi#34; #60;b#62;#35;1#60;/b#62; #96;now#96;"]
  subgraph n1["g"]
    n4["x"]
  end
  subgraph n2["s"]
    subgraph n2b0["n #62; 1"]
      n5["p"]
    end
    subgraph n2b1["rest"]
      n6["q"]
    end
  end
  subgraph handlers["Handlers"]
    n3["h"]
  end
  n1 -.->|"waits for"| n2
  n0 -->|"who"| n4
  n4 -.->|"undo"| n3
  linkStyle 0 stroke-dasharray:6 4
  linkStyle 2 stroke-dasharray:2 3
`)
})
