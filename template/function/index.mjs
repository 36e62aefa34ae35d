// Tests the connection: opens the TLS connection that a PostgreSQL driver would open to the proxy,
// verifies the certificate, and returns what it found. Replace it with your own code and a driver;
// the environment variables stay the same.
import { connect as connectTcp } from "node:net";
import { connect as connectTls } from "node:tls";

const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);
const TIMEOUT_MS = 10_000;

export async function handler() {
  const host = process.env.RDS_PROXY_ENDPOINT;
  const socket = await openTls(host, Number(process.env.DATABASE_PORT));
  try {
    return {
      proxy: host,
      database: process.env.DATABASE_NAME,
      user: process.env.DATABASE_USER,
      tls: socket.getProtocol(),
    };
  } finally {
    socket.destroy();
  }
}

// A PostgreSQL client requests TLS unencrypted; the server answers S for yes (PostgreSQL manual,
// "SSL Session Encryption").
function openTls(host, port) {
  return new Promise((resolve, reject) => {
    const tcp = connectTcp({ host, port });
    const fail = (error) => {
      tcp.destroy();
      reject(error);
    };
    tcp.setTimeout(TIMEOUT_MS, () => fail(new Error(`no answer from ${host}:${port}`)));
    tcp.once("error", fail);
    tcp.once("connect", () => tcp.write(SSL_REQUEST));
    tcp.once("data", (answer) => {
      if (answer.toString("latin1") !== "S") {
        fail(new Error(`${host}:${port} refuses TLS`));
        return;
      }
      const tls = connectTls({ socket: tcp, servername: host }, () => resolve(tls));
      tls.once("error", fail);
    });
  });
}
