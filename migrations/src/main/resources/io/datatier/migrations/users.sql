-- Creates the users in the setting datatier.users, a JSON list such as
-- [{"name": "orders", "access": "readWrite"}, {"name": "reports", "access": "readOnly"}],
-- and grants them what they may do in the schema public. Run it as the master user, who owns the
-- tables. It is one transaction, contains no password, and is safe to run again.
BEGIN;
-- Two sessions that grant on one table at once fail with "tuple concurrently updated".
SELECT pg_advisory_xact_lock(7282105741003190411);
-- The default since PostgreSQL 15, but not in a database upgraded from an older version (release
-- notes of 15, "public schema").
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
DO $users$
DECLARE
  listed record;
BEGIN
  FOR listed IN
    SELECT * FROM json_to_recordset(current_setting('datatier.users')::json)
      AS entry (name text, access text)
  LOOP
    -- PostgreSQL has no CREATE ROLE IF NOT EXISTS. Until a password is set, nobody can log in.
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = listed.name) THEN
      EXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE', listed.name);
    END IF;
    -- The proxy logs in with the user's password, also for clients that use IAM tokens, and RDS
    -- refuses passwords of rds_iam's members (RDS user guide, "Creating a database account using
    -- IAM authentication").
    IF EXISTS (
      SELECT FROM pg_catalog.pg_roles
      WHERE rolname = 'rds_iam' AND pg_has_role(listed.name, oid, 'MEMBER')
    ) THEN
      RAISE EXCEPTION 'the user "%" has the role rds_iam, so RDS refuses the password that the proxy logs in with; run REVOKE rds_iam FROM %, or list another user',
        listed.name, quote_ident(listed.name);
    END IF;
    -- Not NOSUPERUSER: only a superuser may say it of a role, and RDS's master user is none.
    EXECUTE format('ALTER ROLE %I LOGIN NOCREATEDB NOCREATEROLE', listed.name);
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), listed.name);
    EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', listed.name);
    -- The default privileges are for tables that the master user creates later.
    CASE listed.access
      WHEN 'readWrite' THEN
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO %I', listed.name);
        EXECUTE format('GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO %I', listed.name);
        EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %I', listed.name);
        EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO %I', listed.name);
      WHEN 'readOnly' THEN
        EXECUTE format('REVOKE INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public FROM %I', listed.name);
        EXECUTE format('REVOKE USAGE ON ALL SEQUENCES IN SCHEMA public FROM %I', listed.name);
        EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE INSERT, UPDATE, DELETE ON TABLES FROM %I', listed.name);
        EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE USAGE ON SEQUENCES FROM %I', listed.name);
        EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA public TO %I', listed.name);
        EXECUTE format('GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO %I', listed.name);
        EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO %I', listed.name);
        EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON SEQUENCES TO %I', listed.name);
    END CASE;
  END LOOP;
END
$users$;
COMMIT;
