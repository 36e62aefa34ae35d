package io.datatier.rehearsal.scenarios.programs;

import com.pulumi.Pulumi;
import java.util.List;

/** A proxy that is told of no secret to log in to the database with. */
public final class ProxyWithoutSecret {

  private ProxyWithoutSecret() {}

  public static void main(String[] args) {
    Pulumi.run(context -> Careless.proxy(true, List.of()));
  }
}
