// d8-bare URL: the least that a server does in quiet: it renews a row every two seconds. Says when it has begun.
import { createServer } from 'node:http'
import { openDatabase } from '@eddy/server/db'

const { pool } = await openDatabase({ url: process.argv[2] ?? '' })
await pool.query('CREATE TABLE raw_d8 (id int PRIMARY KEY, expires_at timestamptz)')
const renew = () => pool.query({ name: 'renew', text: "INSERT INTO raw_d8 VALUES (1, now()) ON CONFLICT (id) DO UPDATE SET expires_at = excluded.expires_at" })
setInterval(() => void renew(), 2000)
createServer().listen(0, '127.0.0.1', () => console.log('ready'))
process.on('SIGTERM', () => process.exit(0))
