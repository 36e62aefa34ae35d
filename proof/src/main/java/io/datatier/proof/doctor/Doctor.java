package io.datatier.proof.doctor;

import io.datatier.proof.doctor.Finding.Symptom;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Looks at all proxies of a stack, in the order of the guide's troubleshooting section. */
final class Doctor {

  private final List<Question> questions;
  private final Set<String> told = new HashSet<>();

  Doctor(List<Check> checks, Tier tier) {
    this.questions = checks.stream().flatMap(check -> check.questions(tier)).toList();
  }

  /** What is found about a symptom, but what was found before, as of a database of two proxies. */
  List<Finding> examine(Symptom symptom) {
    return questions.stream()
        .filter(question -> question.symptom() == symptom)
        .flatMap(question -> question.ask().stream())
        .filter(finding -> told.add(finding.what() + finding.advice()))
        .toList();
  }

  /** Those checks that need nothing but AWS's API. */
  static Stream<Check> fromOutside(Aws aws, Secrets secrets) {
    var ports = new Ports(aws.ec2());
    var databases = new Databases(aws.rds());
    var metrics = new Metrics(aws.metrics());
    return Stream.of(
        new UpCheck(),
        new ClientCheck(),
        new PathCheck(databases, ports),
        new DatabaseCheck(databases),
        new BudgetCheck(metrics),
        new LatencyCheck(metrics),
        new SecretCheck(secrets),
        new RoleCheck(aws.iam(), secrets));
  }
}
