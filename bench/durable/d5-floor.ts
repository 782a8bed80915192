// d5-floor FOLDER|URL: the least that keeps what it is sent: a bare HTTP server that inserts each body as a row of its own before it answers. Prints its port.
import { createServer } from 'node:http'
import { openDatabase } from '@eddy/server/db'

const [where = ''] = process.argv.slice(2)
const { pool } = await openDatabase(where.startsWith('postgresql:') ? { url: where } : { dir: where })
await pool.query('CREATE TABLE IF NOT EXISTS raw_d5 (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body jsonb)')

const server = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
    void pool.query({ name: 'insert', text: 'INSERT INTO raw_d5 (body) VALUES ($1::jsonb) RETURNING id', values: [Buffer.concat(parts).toString()] }).then(({ rows }) => {
      const body = JSON.stringify(rows[0])
      response.writeHead(202, { 'content-type': 'application/json', 'content-length': body.length }).end(body)
    })
  })
}).listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(typeof address === 'object' && address ? address.port : 0)
})
process.on('SIGTERM', () => process.exit(0))
