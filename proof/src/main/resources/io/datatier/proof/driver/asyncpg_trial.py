"""Two clients take turns: each asks the same question ten times, as transactions of their own."""

import asyncio
import ssl
import sys

import asyncpg

mode, *target = sys.argv[1:]
host, port, database, user, authority = target


async def main():
    settings = dict(
        host=host,
        port=int(port),
        database=database,
        user=user,
        ssl=ssl.create_default_context(cafile=authority),
    )
    if mode == "careful":
        settings["statement_cache_size"] = 0
    if mode == "options":
        settings["server_settings"] = {"statement_timeout": "5000"}
    if mode == "reset":
        # What a pool does each time that a connection comes back.
        client = await asyncpg.connect(statement_cache_size=0, **settings)
        await client.reset()
        await client.close()
        return
    one, other = [await asyncpg.connect(**settings) for _ in range(2)]
    for turn in range(10):
        for client in (one, other):
            await client.fetchval("SELECT $1::int + 1", turn)
    await one.close()
    await other.close()


try:
    asyncio.run(main())
except (asyncpg.PostgresError, asyncpg.InterfaceError) as failed:
    sys.exit(str(failed).splitlines()[0].split("FATAL: ")[-1].strip())
