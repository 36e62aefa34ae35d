package io.datatier.rehearsal.lambda;

/**
 * Runtimes that Lambda accepts for new functions (Lambda guide, "Lambda runtimes") and that
 * pulumi-aws 6.83 knows: it validates against the enumeration of the AWS SDK it was built with, so
 * nodejs24.x, java25 and python3.14 are refused.
 */
final class LambdaRuntimes {

  private LambdaRuntimes() {}

  static String[] names() {
    return """
        dotnet8 java8.al2 java11 java17 java21 nodejs20.x nodejs22.x
        provided.al2 provided.al2023 python3.10 python3.11 python3.12 python3.13
        ruby3.2 ruby3.3 ruby3.4
        """
        .strip()
        .split("\\s+", -1);
  }
}
