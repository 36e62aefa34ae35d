package io.datatier.policy.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The resource types of provider packages and their properties, so that a misspelt one is reported
 * instead of never matching. The SDK ships them as the resource {@value #RESOURCE}; a pack adds
 * what is newer as the resource {@value #MORE}. One type a line:
 *
 * <pre>aws:rds/proxy:Proxy auths(authScheme,iamAuth) debugLogging</pre>
 *
 * <p>Below the members that a line names, of a type whose line names no property, and in packages
 * of which no line names a type, everything is allowed.
 */
public final class ResourceTypes {

  static final String RESOURCE = "pulumi-types.gz";
  static final String MORE = "pulumi-types.txt";

  /** Knows nothing, and allows everything. */
  public static final ResourceTypes NONE = new ResourceTypes(Map.of());

  /** Packages whose types are not listed, and that have no neighbor. */
  private static final Set<String> KNOWN =
      Set.of(
          "aws-apigateway",
          "aws-iam",
          "awsx",
          "azure",
          "azure-native",
          "azuread",
          "cloudflare",
          "command",
          "datadog",
          "docker",
          "docker-build",
          "eks",
          "gcp",
          "github",
          "gitlab",
          "kubernetes",
          "mysql",
          "postgresql",
          "pulumi",
          "random",
          "time",
          "tls",
          "vault");

  /** So many letters apart a name is taken for a misspelt one. */
  private static final int FEW = 1;

  /** What every resource has. */
  private static final Set<String> COMMON = Set.of("id", "urn");

  /** By type token what follows it in its line; read when it is asked for. */
  private final Map<String, String> lines;

  private final Set<String> packages;
  private final Map<String, Map<String, Set<String>>> properties = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> allowed = new ConcurrentHashMap<>();

  /** In a trial, the types that were asked for so far. */
  private final @Nullable Set<String> asked;

  private ResourceTypes(Map<String, String> lines) {
    this.lines = lines;
    this.packages =
        lines.keySet().stream().map(ResourceTypes::packageOf).collect(Collectors.toSet());
    this.asked = null;
  }

  private ResourceTypes(ResourceTypes types, Set<String> asked) {
    this.lines = types.lines;
    this.packages = types.packages;
    this.asked = asked;
  }

  /**
   * The same for a trial of a check on an invented stack.
   *
   * @param asked takes the types, and the patterns of them, that the check asks for
   */
  public ResourceTypes trial(Set<String> asked) {
    return new ResourceTypes(this, asked);
  }

  boolean areOnTrial() {
    return asked != null;
  }

  /** What the class path ships. */
  public static ResourceTypes shipped() {
    return Shipped.TYPES;
  }

  private static final class Shipped {
    private static final ResourceTypes TYPES = read();

    private static ResourceTypes read() {
      var lines = new HashMap<String, String>();
      try {
        for (var found : resources(RESOURCE)) {
          try (var stream = new GZIPInputStream(found.openStream())) {
            add(stream, lines);
          }
        }
        for (var found : added()) {
          try (var stream = found.openStream()) {
            add(stream, lines);
          }
        }
      } catch (IOException unreadable) {
        throw new UncheckedIOException("the resource types cannot be read", unreadable);
      }
      return new ResourceTypes(lines);
    }

    /** A pack that is not started as the engine does may have a class loader of its own. */
    private static List<URL> added() throws IOException {
      var found = resources(MORE);
      var context = Thread.currentThread().getContextClassLoader();
      if (context != null && context != ResourceTypes.class.getClassLoader()) {
        found.addAll(Collections.list(context.getResources(MORE)));
      }
      return List.copyOf(
          found.stream()
              .collect(Collectors.toMap(URL::toString, url -> url, (one, same) -> one))
              .values());
    }

    private static List<URL> resources(String name) throws IOException {
      return Collections.list(ResourceTypes.class.getClassLoader().getResources(name));
    }
  }

  /**
   * What streams in the form of the resources say, one adding to the other.
   *
   * @throws IOException if one cannot be read
   */
  static ResourceTypes in(InputStream... streams) throws IOException {
    var lines = new HashMap<String, String>();
    for (var stream : streams) {
      add(stream, lines);
    }
    return new ResourceTypes(lines);
  }

  private static void add(InputStream stream, Map<String, String> lines) throws IOException {
    var reader = new BufferedReader(new InputStreamReader(stream, UTF_8));
    for (var line = reader.readLine(); line != null; line = reader.readLine()) {
      var parts = line.strip().split("\\s+", 2);
      if (!parts[0].isEmpty()) {
        var properties = parts.length > 1 ? parts[1] : "";
        lines.merge(parts[0], properties, (one, more) -> (one + " " + more).strip());
      }
    }
  }

  private static String packageOf(String token) {
    return token.substring(0, Math.max(0, token.indexOf(':')));
  }

  /**
   * Checks a type token, or a pattern of them.
   *
   * @throws Misspelt with the nearest one if there is none
   */
  public void check(String pattern) {
    if (asked != null) {
      asked.add(pattern);
    }
    faultOf(pattern).ifPresent(ResourceTypes::refuse);
  }

  /**
   * Checks a path in the properties of a type.
   *
   * @throws Misspelt with the nearest property if there is none
   */
  public void check(String type, String path) {
    faultOf(type, path).ifPresent(ResourceTypes::refuse);
  }

  private static void refuse(String fault) {
    throw new Misspelt(fault);
  }

  private Optional<String> faultOf(String pattern) {
    var type = new TypePattern(pattern);
    var name = packageOf(pattern);
    var covered = packages.contains(name);
    if (!covered && !packages.isEmpty() && !KNOWN.contains(name) && name.indexOf('*') < 0) {
      return meant(name)
          .map(it -> it + pattern.substring(name.length()))
          .map(it -> "there is no package %s; is %s meant?".formatted(name, it));
    }
    if (!covered || lines.containsKey(pattern) || lines.keySet().stream().anyMatch(type::matches)) {
      return Optional.empty();
    }
    var meant = type.isGlob() ? "" : hint(pattern, lines.keySet());
    return Optional.of("there is no resource type %s%s".formatted(pattern, meant));
  }

  /** Packages may have any name, so only one that is close to another counts as misspelt. */
  private Optional<String> meant(String name) {
    var known = new TreeSet<>(KNOWN);
    known.addAll(packages);
    return NearestName.to(name, known).filter(it -> NearestName.changes(name, it) <= FEW);
  }

  private Optional<String> faultOf(String type, String path) {
    if (path.isEmpty()) {
      return Optional.empty();
    } else if (TypePattern.isGlob(type)) {
      return faultOfAll(type, path);
    } else if (!lines.containsKey(type)) {
      return Optional.empty();
    }
    var known = allowed.computeIfAbsent(type, first -> ConcurrentHashMap.newKeySet());
    if (known.contains(path)) {
      return Optional.empty();
    }
    var fault = faultIn(type, PropertyPath.parse(path));
    if (fault.isEmpty()) {
      known.add(path);
    }
    return fault;
  }

  /** A path is right for a pattern that is right for one of its types. */
  private Optional<String> faultOfAll(String pattern, String path) {
    var faults = typesOf(pattern).stream().map(type -> faultOf(type, path)).toList();
    if (faults.isEmpty() || faults.stream().anyMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    return Optional.of(
        "no type of %s has a property %s%s"
            .formatted(pattern, path, hint(path, propertiesOf(pattern))));
  }

  /** The types that a pattern matches; none if it matches types of packages that are not listed. */
  private List<String> typesOf(String pattern) {
    var type = new TypePattern(pattern);
    return packages.contains(packageOf(pattern))
        ? lines.keySet().stream().filter(type::matches).toList()
        : List.of();
  }

  private Optional<String> faultIn(String type, PropertyPath path) {
    var names =
        path.steps().stream().filter(String.class::isInstance).map(String.class::cast).toList();
    var all = read(type);
    if (names.isEmpty() || all.isEmpty() || COMMON.contains(names.get(0))) {
      return Optional.empty();
    }
    var top = names.get(0);
    var members = all.get(top);
    if (members == null) {
      return Optional.of("%s has no property %s%s".formatted(type, top, hint(top, all.keySet())));
    }
    if (names.size() == 1 || members.isEmpty() || members.contains(names.get(1))) {
      return Optional.empty();
    }
    var name = names.get(1);
    return Optional.of(
        "%s of %s has no property %s%s".formatted(top, type, name, hint(name, members)));
  }

  /** The properties of a type, or of all that a pattern matches; none if none is known. */
  public Set<String> propertiesOf(String type) {
    if (TypePattern.isGlob(type)) {
      return typesOf(type).stream()
          .flatMap(it -> read(it).keySet().stream())
          .collect(Collectors.toSet());
    }
    return lines.containsKey(type) ? read(type).keySet() : Set.of();
  }

  private Map<String, Set<String>> read(String type) {
    return properties.computeIfAbsent(type, this::parse);
  }

  private Map<String, Set<String>> parse(String type) {
    var all = new TreeMap<String, Set<String>>();
    for (var property : lines.getOrDefault(type, "").split("\\s+", -1)) {
      var open = property.indexOf('(');
      if (open < 0 && !property.isEmpty()) {
        all.put(property, Set.of());
      } else if (open > 0) {
        var members = property.substring(open + 1, property.length() - 1).split(",", -1);
        all.put(property.substring(0, open), new HashSet<>(Arrays.asList(members)));
      }
    }
    return all;
  }

  private static String hint(String given, Collection<String> names) {
    return NearestName.to(given, names).map("; is %s meant?"::formatted).orElse("");
  }
}
