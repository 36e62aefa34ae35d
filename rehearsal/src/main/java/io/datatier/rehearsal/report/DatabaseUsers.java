package io.datatier.rehearsal.report;

import io.datatier.rehearsal.lambda.LambdaFunction;
import io.datatier.rehearsal.rds.DbCluster;
import io.datatier.rehearsal.rds.DbInstance;
import io.datatier.rehearsal.value.Fields;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The database users that a state mentions: the master user, those in the environments of functions
 * and in the output {@code client_environments}, and those that policies name. PostgreSQL itself
 * may know others.
 */
final class DatabaseUsers {

  private DatabaseUsers() {}

  static Set<String> in(StackState state, String resourceId) {
    var users = new TreeSet<String>();
    state
        .all(DbInstance.TYPE, DbCluster.TYPE)
        .flatMap(each -> each.text("username").or(() -> each.text("masterUsername")).stream())
        .forEach(users::add);
    state
        .all(LambdaFunction.TYPE)
        .map(each -> each.properties().fields("environment").fields("variables"))
        .flatMap(each -> each.text("DATABASE_USER").stream())
        .forEach(users::add);
    users.addAll(state.outputs().fields("client_environments").names());
    var named =
        Pattern.compile(
            "dbuser:(?:%s|\\*)/([A-Za-z0-9_.$@+-]+)\"".formatted(Pattern.quote(resourceId)));
    state.account().entities().stream()
        .filter(each -> each.type().startsWith("aws:iam/"))
        .map(each -> each.properties())
        .flatMap(Fields::allTexts)
        .flatMap(text -> named.matcher(text).results())
        .forEach(found -> users.add(found.group(1)));
    return users;
  }
}
