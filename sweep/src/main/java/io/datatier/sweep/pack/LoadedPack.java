package io.datatier.sweep.pack;

import io.datatier.policy.sdk.PolicyPack;
import io.datatier.policy.sdk.StackFacts;
import io.datatier.policy.sdk.wire.PackMain;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/** A pack in a class loader of its own, as it serves stacks of which nothing is known. */
public final class LoadedPack implements AutoCloseable {

  private final PolicyPack pack;
  private final PackLoader loader;

  private LoadedPack(PolicyPack pack, PackLoader loader) {
    this.pack = pack;
    this.loader = loader;
  }

  /**
   * Loads a pack.
   *
   * @throws IllegalArgumentException if its class path holds none that could be judged by
   */
  public static LoadedPack load(PackPlace place) {
    var loader = new PackLoader(urls(place));
    var thread = Thread.currentThread();
    var before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      var main = loader.loadClass(place.main()).getMethod("main", String[].class);
      main.setAccessible(true);
      var packs = PackMain.packOf(() -> call(() -> main.invoke(null, (Object) new String[0])));
      // As for pulumi policy analyze, which tells a pack nothing of the stack.
      return new LoadedPack(packs.apply(StackFacts.NONE), loader);
    } catch (ClassNotFoundException | NoSuchMethodException absent) {
      throw new IllegalArgumentException(
          "there is no class %s with a main in %s".formatted(place.main(), place.classPath()),
          absent);
    } catch (LinkageError mismatch) {
      throw new IllegalArgumentException(
          ("%s was not built for the policy SDK of this version, or a library is missing: %s. Build"
                  + " it again with this SDK")
              .formatted(place.main(), mismatch.getMessage()),
          mismatch);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private interface Call {
    Object make() throws ReflectiveOperationException;
  }

  private static void call(Call main) {
    try {
      main.make();
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof LinkageError mismatch) {
        throw mismatch;
      }
      throw new IllegalArgumentException("the pack cannot start: " + thrown.getCause(), thrown);
    } catch (ReflectiveOperationException inaccessible) {
      throw new IllegalArgumentException("the pack's main cannot be called", inaccessible);
    }
  }

  private static URL[] urls(PackPlace place) {
    var urls = new ArrayList<URL>();
    for (var path : place.classPath()) {
      urls.add(url(path));
    }
    return urls.toArray(URL[]::new);
  }

  private static URL url(Path path) {
    try {
      // A URL of a folder must end in a slash, which toUri adds where there is one.
      return (Files.exists(path) ? path.toRealPath() : path).toUri().toURL();
    } catch (MalformedURLException malformed) {
      throw new IllegalArgumentException(malformed);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(path + " cannot be read", unreadable);
    }
  }

  /** The pack. */
  public PolicyPack pack() {
    return pack;
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }
}
