package io.datatier.sweep.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * The pom of a pack.
 *
 * @param main what its exec-maven-plugin runs
 */
record PackPom(Optional<String> main) {

  static PackPom read(Path pom) throws IOException {
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      var plugins = builder.parse(pom.toFile()).getElementsByTagName("plugin");
      for (var index = 0; index < plugins.getLength(); index++) {
        if (plugins.item(index) instanceof Element plugin
            && text(plugin, "artifactId").equals(Optional.of("exec-maven-plugin"))) {
          return new PackPom(text(plugin, "mainClass"));
        }
      }
      return new PackPom(Optional.empty());
    } catch (ParserConfigurationException | SAXException malformed) {
      throw new IllegalArgumentException(pom + " is not a pom", malformed);
    }
  }

  private static Optional<String> text(Element element, String name) {
    return element.getElementsByTagName(name).item(0) instanceof Element found
        ? Optional.of(found.getTextContent().strip())
        : Optional.empty();
  }

  /**
   * Runs Maven.
   *
   * @throws IllegalArgumentException with what it said if it fails
   */
  static void maven(Path pom, String... arguments) throws IOException {
    var command =
        new ArrayList<>(List.of("mvn", "-q", "-B", "-ntp", "-f", pom.toAbsolutePath().toString()));
    command.addAll(List.of(arguments));
    var log = Files.createTempFile("maven", ".log");
    try {
      var maven =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (maven.waitFor() != 0) {
        var said = Files.readString(log, UTF_8).lines().limit(10).toList();
        throw new IllegalArgumentException(
            "%s cannot be built:%n%s".formatted(pom, String.join(System.lineSeparator(), said)));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("Maven was interrupted", stopped);
    } finally {
      Files.deleteIfExists(log);
    }
  }
}
