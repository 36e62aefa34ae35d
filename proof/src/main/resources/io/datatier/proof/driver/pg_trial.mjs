// Two clients take turns: each asks the same question ten times, as transactions of their own.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { Client } = createRequire(`${process.cwd()}/index.js`)('pg');
const [mode, host, port, database, user, authority] = process.argv.slice(2);
const settings = {
  host, port: Number(port), database, user,
  password: process.env.PGPASSWORD,
  ssl: { ca: readFileSync(authority) },
  ...(mode === 'options' && { options: '-c statement_timeout=5000' }),
};
const name = mode === 'named' ? { name: 'question' } : {};
try {
  const clients = [new Client(settings), new Client(settings)];
  for (const client of clients) await client.connect();
  for (let turn = 0; turn < 10; turn++) {
    for (const client of clients) {
      await client.query({ ...name, text: 'SELECT $1::int + 1', values: [turn] });
    }
  }
  for (const client of clients) await client.end();
} catch (failed) {
  console.error(failed.message);
  process.exit(1);
}
