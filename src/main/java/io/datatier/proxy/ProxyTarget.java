package io.datatier.proxy;

import com.pulumi.core.Output;
import io.datatier.database.Database;
import io.datatier.database.DatabaseSecret;
import io.datatier.network.Network;

/** What a proxy stands in front of: exactly one database. */
public sealed interface ProxyTarget {

  /** A single RDS instance, with its standby where it has one. */
  static ProxyTarget instance(Database database) {
    return new Instance(database);
  }

  /** Where the target lives, and so the proxy too: RDS wants both in one VPC. */
  Network network();

  /** The group that stands before the target. */
  Output<String> securityGroupId();

  /** The credentials with which the proxy logs in. */
  DatabaseSecret secret();

  /** The database that clients connect to. */
  String databaseName();

  /** The user whose password is in {@link #secret()}. */
  String username();

  /** An RDS instance. */
  record Instance(Database database) implements ProxyTarget {

    /** The identifier of the DB instance. */
    public Output<String> identifier() {
      return database.identifier();
    }

    @Override
    public Network network() {
      return database.network();
    }

    @Override
    public Output<String> securityGroupId() {
      return database.securityGroupId();
    }

    @Override
    public DatabaseSecret secret() {
      return database.masterSecret();
    }

    @Override
    public String databaseName() {
      return database.databaseName().value();
    }

    @Override
    public String username() {
      return database.masterUsername().value();
    }
  }
}
