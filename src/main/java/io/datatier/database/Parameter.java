package io.datatier.database;

/**
 * A parameter of PostgreSQL as RDS sets it.
 *
 * @param applyMethod {@code immediate} or {@code pending-reboot} (RDS API, Parameter)
 */
record Parameter(String name, String value, String applyMethod) {}
