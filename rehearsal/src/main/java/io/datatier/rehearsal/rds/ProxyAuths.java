package io.datatier.rehearsal.rds;

import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The auth entries of a proxy as the provider compares them: {@code auth} in
 * internal/service/rds/proxy.go is a set whose hash leaves {@code client_password_auth_type} out,
 * so an entry that differs in nothing else is not a difference, and an adopted MD5 proxy stays MD5.
 */
final class ProxyAuths {

  private static final String AUTHS = "auths";
  private static final String PASSWORD_TYPE = "clientPasswordAuthType";

  private ProxyAuths() {}

  /** The inputs, with the entries from before if only their client password types differ. */
  static Fields planned(Fields before, Fields inputs) {
    var was = before.objects(AUTHS);
    var is = inputs.objects(AUTHS);
    boolean isSame =
        was.size() == before.items(AUTHS).size()
            && is.size() == inputs.items(AUTHS).size()
            && hashed(was).equals(hashed(is));
    return isSame && inputs.has(AUTHS)
        ? inputs.with(AUTHS, new Value.Items(is.stream().map(auth -> kept(auth, was)).toList()))
        : inputs;
  }

  private static Value kept(Fields auth, List<Fields> before) {
    var without = auth.without(List.of(PASSWORD_TYPE));
    return before.stream()
        .filter(each -> hashed(each).equals(hashed(auth)))
        .flatMap(each -> each.get(PASSWORD_TYPE).stream())
        .findFirst()
        .map(type -> without.with(PASSWORD_TYPE, type))
        .orElse(without);
  }

  private static Set<Fields> hashed(List<Fields> auths) {
    var hashed = new HashSet<Fields>();
    auths.forEach(auth -> hashed.add(hashed(auth)));
    return hashed;
  }

  private static Fields hashed(Fields auth) {
    return auth.without(List.of(PASSWORD_TYPE))
        .withDefault("authScheme", "SECRETS")
        .withDefault("iamAuth", "DISABLED");
  }
}
