package io.datatier.clients;

import io.datatier.config.Named;
import io.datatier.config.Written;

/** The processor that a Lambda function runs on. */
public enum Architecture {
  /** Intel and AMD, AWS's own default. */
  @Named("x86_64")
  X86_64,

  /** Graviton, at a lower price for the same time (Lambda pricing). */
  ARM64;

  /** As Lambda and configuration have it. */
  public String text() {
    return Written.of(this);
  }
}
