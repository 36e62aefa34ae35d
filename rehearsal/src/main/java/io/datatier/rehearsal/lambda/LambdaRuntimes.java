package io.datatier.rehearsal.lambda;

/** Runtimes that Lambda accepts for new functions (Lambda guide, "Lambda runtimes"). */
final class LambdaRuntimes {

  private LambdaRuntimes() {}

  static String[] names() {
    return """
        dotnet8 java8.al2 java11 java17 java21 java25 nodejs20.x nodejs22.x nodejs24.x
        provided.al2 provided.al2023 python3.10 python3.11 python3.12 python3.13 python3.14
        ruby3.2 ruby3.3 ruby3.4
        """
        .strip()
        .split("\\s+", -1);
  }
}
