"""Two clients take turns: each asks the same question ten times, as transactions of their own."""

import sys

import psycopg

mode, *target = sys.argv[1:]
host, port, database, user, authority = target
settings = dict(
    host=host,
    port=port,
    dbname=database,
    user=user,
    sslmode="verify-full",
    sslrootcert=authority,
    autocommit=True,
)
if mode == "careful":
    settings["prepare_threshold"] = None
if mode == "options":
    settings["options"] = "-c statement_timeout=5000"
try:
    with psycopg.connect(**settings) as one, psycopg.connect(**settings) as other:
        for turn in range(10):
            for client in (one, other):
                client.execute("SELECT %s::int + 1", (turn,)).fetchone()
except psycopg.Error as failed:
    sys.exit(str(failed).splitlines()[0].split("FATAL: ")[-1].strip())
