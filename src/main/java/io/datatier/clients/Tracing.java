package io.datatier.clients;

/** Which of a function's invocations X-Ray records (Lambda API, TracingConfig). */
public enum Tracing {
  /** A sample of all. */
  ACTIVE("Active"),

  /** Those that the caller traces already. */
  PASS_THROUGH("PassThrough");

  private final String text;

  Tracing(String text) {
    this.text = text;
  }

  /** As Lambda has it. */
  public String text() {
    return text;
  }
}
