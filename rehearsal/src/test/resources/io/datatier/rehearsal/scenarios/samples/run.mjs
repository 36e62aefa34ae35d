// Runs a Lambda handler in Node.js: the module that the first argument names, with the hosts file
// that the second names. One event a line on standard input, one answer a line on standard output.
import dns from "node:dns";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [module, hosts] = process.argv.slice(2);
const names = new Set(readFileSync(hosts, "utf8").trim().split(/\s+/));
const lookup = dns.lookup;
dns.lookup = (name, ...rest) => lookup(names.has(name) ? "127.0.0.1" : name, ...rest);

const { handler } = await import(pathToFileURL(module));
for await (const line of createInterface({ input: process.stdin })) {
  try {
    console.log("+" + JSON.stringify(await handler(JSON.parse(line))));
  } catch (error) {
    console.log("-" + String(error.message).replace(/\s+/g, " "));
  }
}
process.exit(0);
