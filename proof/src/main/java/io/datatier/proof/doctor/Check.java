package io.datatier.proof.doctor;

import java.util.stream.Stream;

/** Looks at one thing that clients suffer from. */
interface Check {

  /** What it finds about a proxy, in order. */
  Stream<Finding> findings(DeployedStack stack, Proxy proxy);
}
