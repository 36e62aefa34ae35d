package io.datatier.bench.preview;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A built checkout, with its times, so that Maven finds nothing to do there either. */
final class CheckoutCopy {

  /** Not needed to preview and to judge. */
  private static final Set<Path> WITHOUT =
      Set.of(
          Path.of(".git"),
          Path.of(".rehearsal"),
          Path.of("bench"),
          Path.of("engine"),
          Path.of("proof"),
          Path.of("sweep"),
          Path.of("rehearsal"));

  private CheckoutCopy() {}

  /** Recreates the copy. */
  static void make(Path checkout, Path copy) throws IOException {
    delete(copy);
    var unusedRoot =
        Files.walkFileTree(
            checkout,
            new SimpleFileVisitor<>() {
              @Override
              public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                  throws IOException {
                var inside = checkout.relativize(folder);
                if (WITHOUT.contains(inside)) {
                  return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(copy.resolve(inside));
                return FileVisitResult.CONTINUE;
              }

              // Our mvnw and Maven take a folder for a source that has changed if it is newer.
              @Override
              public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed)
                  throws IOException {
                Files.setLastModifiedTime(
                    copy.resolve(checkout.relativize(folder)), Files.getLastModifiedTime(folder));
                return super.postVisitDirectory(folder, failed);
              }

              @Override
              public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                  throws IOException {
                var inside = checkout.relativize(file);
                if (!WITHOUT.contains(inside)) {
                  Files.copy(
                      file,
                      copy.resolve(inside),
                      StandardCopyOption.COPY_ATTRIBUTES,
                      LinkOption.NOFOLLOW_LINKS);
                }
                return FileVisitResult.CONTINUE;
              }
            });
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var all = Files.walk(folder)) {
        for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
