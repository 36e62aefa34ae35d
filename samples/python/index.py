"""Queries PostgreSQL through RDS Proxy.

Lambda's Python runtimes contain boto3; requirements.txt lists the rest.
"""

import json
import os

import boto3
import certifi
import psycopg

# Kept between invocations: an execution environment serves one at a time.
_connection = None
_password = None


def handler(event, context):
    # With autocommit no transaction stays open, so that the proxy can lend the database connection
    # to the next client.
    try:
        user, database = _query(_connected())
    except psycopg.OperationalError:
        # The proxy closes connections after its idle timeout, and a failover may close them. A
        # query that writes may have been done: repeat only what can be repeated.
        if _connection is None or not _connection.closed:
            raise
        user, database = _query(_connected())
    return {"user": user, "database": database}


def _query(connection):
    return connection.execute("SELECT current_user, current_database()").fetchone()


def _connected():
    global _connection
    if _connection is None or _connection.closed:
        _connection = _log_in()
    return _connection


def _log_in():
    if _password is not None:
        try:
            return _connect(_password)
        except psycopg.OperationalError:
            # The password was changed since it was read, as RDS does every seven days with the
            # master user's. psycopg does not tell why a connection failed, so any failure counts.
            pass
    return _connect(_current_password())


def _connect(password):
    return psycopg.connect(
        host=os.environ["RDS_PROXY_ENDPOINT"],
        port=os.environ["DATABASE_PORT"],
        dbname=os.environ["DATABASE_NAME"],
        user=os.environ["DATABASE_USER"],
        password=password,
        sslmode=os.environ["DATABASE_SSLMODE"],
        # A proxy's certificate comes from Amazon's public authorities, which certifi contains. The
        # RDS bundle does not verify it.
        sslrootcert=certifi.where(),
        connect_timeout=10,
        autocommit=True,
        # A statement that psycopg prepares by itself pins the session to one database connection.
        prepare_threshold=None,
    )


def _current_password():
    global _password
    if os.environ["DATABASE_AUTHENTICATION"] == "iam":
        # Valid for 15 minutes, so one for each login, not one for each query. Nothing is sent.
        return boto3.client("rds").generate_db_auth_token(
            DBHostname=os.environ["RDS_PROXY_ENDPOINT"],
            Port=int(os.environ["DATABASE_PORT"]),
            DBUsername=os.environ["DATABASE_USER"],
        )
    secret = boto3.client("secretsmanager").get_secret_value(SecretId=os.environ["RDS_SECRET_ARN"])
    _password = json.loads(secret["SecretString"])["password"]
    return _password
