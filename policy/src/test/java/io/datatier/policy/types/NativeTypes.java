package io.datatier.policy.types;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The types of aws-native and their properties, from the package for JavaScript: there is none for
 * Java that names them.
 */
final class NativeTypes {

  private static final Pattern TYPE = Pattern.compile("__pulumiType = '(aws-native:[^']+)'");
  private static final Pattern PROPERTY = Pattern.compile("resourceInputs\\[\"(\\w+)\"]");

  private NativeTypes() {}

  /** By type the line of it, from the folder of the package. */
  static Map<String, String> in(Path folder) throws IOException {
    var lines = new TreeMap<String, String>();
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(it -> it.toString().endsWith(".js")).toList()) {
        var text = Files.readString(file);
        var type = TYPE.matcher(text);
        if (type.find()) {
          var properties = new TreeSet<String>();
          PROPERTY.matcher(text).results().map(NativeTypes::name).forEach(properties::add);
          lines.put(type.group(1), type.group(1) + " " + String.join(" ", properties));
        }
      }
    }
    return lines;
  }

  private static String name(MatchResult property) {
    return property.group(1);
  }
}
