package io.datatier.sweep.pack;

import java.net.URL;
import java.net.URLClassLoader;

/**
 * Loads a pack with its own libraries, and none of ours. Only the policy SDK is shared, because its
 * types are spoken on both sides; the pack's own copy is not looked at.
 */
final class PackLoader extends URLClassLoader {

  private static final String SDK = "io.datatier.policy.sdk.";

  PackLoader(URL[] places) {
    super(places, ClassLoader.getPlatformClassLoader());
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    return name.startsWith(SDK)
        ? PackLoader.class.getClassLoader().loadClass(name)
        : super.loadClass(name, resolve);
  }
}
