// Queries PostgreSQL through RDS Proxy. Lambda's Node.js runtimes contain the client of Secrets
// Manager; package.json lists the rest.
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { Signer } from "@aws-sdk/rds-signer";
import pg from "pg";

const env = process.env;
const secrets = new SecretsManagerClient({});

// Kept between invocations: an execution environment serves one at a time.
let client;
let password;

export async function handler() {
  try {
    return await query();
  } catch (error) {
    // The proxy closes connections after its idle timeout, and a failover ends them (SQLSTATE
    // 57P01). A query that writes may have been done: repeat only what can be repeated.
    if (client !== undefined && error.code !== "57P01") throw error;
    client = undefined;
    return await query();
  }
}

// Without an open transaction the proxy can lend the database connection to the next client.
async function query() {
  client ??= await logIn();
  const { rows } = await client.query('SELECT current_user AS "user", current_database() AS database');
  return rows[0];
}

async function logIn() {
  if (password !== undefined) {
    try {
      return await connect(password);
    } catch (error) {
      // SQLSTATE class 28: the password was changed since it was read, as RDS does every seven days
      // with the master user's.
      if (!error.code?.startsWith("28")) throw error;
    }
  }
  return connect(await currentPassword());
}

async function connect(secret) {
  const opened = new pg.Client({
    host: env.RDS_PROXY_ENDPOINT,
    port: Number(env.DATABASE_PORT),
    database: env.DATABASE_NAME,
    user: env.DATABASE_USER,
    password: secret,
    // Verifies name and certificate. A proxy's certificate comes from Amazon's public authorities,
    // which are compiled into node; the RDS bundle does not verify it.
    ssl: { rejectUnauthorized: true },
    connectionTimeoutMillis: 10_000,
  });
  opened.on("error", () => forget(opened));
  opened.on("end", () => forget(opened));
  await opened.connect();
  return opened;
}

function forget(closed) {
  if (client === closed) client = undefined;
}

async function currentPassword() {
  if (env.DATABASE_AUTHENTICATION === "iam") {
    // Valid for 15 minutes, so one for each login, not one for each query. Nothing is sent.
    return new Signer({
      hostname: env.RDS_PROXY_ENDPOINT,
      port: Number(env.DATABASE_PORT),
      username: env.DATABASE_USER,
      region: env.AWS_REGION,
    }).getAuthToken();
  }
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: env.RDS_SECRET_ARN }));
  password = JSON.parse(SecretString).password;
  return password;
}
