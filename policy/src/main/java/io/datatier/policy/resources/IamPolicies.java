package io.datatier.policy.resources;

import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.undecided;

import io.datatier.policy.aws.PolicyDocument;
import io.datatier.policy.aws.PolicyStatement;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.ValueView;
import io.datatier.policy.sdk.Verdict;
import io.datatier.policy.sdk.Verdict.Violation;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The IAM policies of a stack, in all resource types that contain one. */
public final class IamPolicies {

  public static final String ROLE = "aws:iam/role:Role";
  public static final String ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
  public static final String POLICY = "aws:iam/policy:Policy";
  public static final String USER_POLICY = "aws:iam/userPolicy:UserPolicy";
  public static final String GROUP_POLICY = "aws:iam/groupPolicy:GroupPolicy";

  /** What the people of IAM Identity Center may do in an account. */
  public static final String PERMISSION_SET =
      "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy";

  /** A secret's policy is in the secret or in a separate resource. */
  public static final String SECRET = "aws:secretsmanager/secret:Secret";

  public static final String SECRET_POLICY = "aws:secretsmanager/secretPolicy:SecretPolicy";

  private IamPolicies() {}

  /**
   * Judges every statement of every policy in a resource: the inline policies of a role, the one
   * policy of other types. A violation without a path gets that of its statement. What is not a
   * policy document, such as a text that is put in later, is undecided. So is a statement whose
   * verdict depends on a part that is unknown; what is wrong whatever the part is counts besides.
   */
  public static Verdict judge(
      ResourceView holder, BiFunction<PolicyDocument, PolicyStatement, Verdict> check) {
    if (!holder.type().equals(ROLE)) {
      return judge(holder.at(propertyOf(holder)), check);
    }
    return holder
        .list("inlinePolicies")
        .whenKnown(all -> Verdict.each(all, inline -> judge(inline.at("policy"), check)))
        .whenAbsent(compliant());
  }

  private static String propertyOf(ResourceView holder) {
    return holder.type().equals(PERMISSION_SET) ? "inlinePolicy" : "policy";
  }

  /** What is known of every statement of every policy in a resource. */
  static Stream<PolicyStatement> statements(ResourceView holder) {
    var places =
        holder.type().equals(ROLE)
            ? holder.at("inlinePolicies").children().stream().map(it -> it.at("policy"))
            : Stream.of(holder.at(propertyOf(holder)));
    return places
        .flatMap(place -> place.legible().flatMap(PolicyDocument::in).stream())
        .flatMap(document -> document.statements().stream());
  }

  private static Verdict judge(
      ValueView place, BiFunction<PolicyDocument, PolicyStatement, Verdict> check) {
    var text = place.legible();
    if (text.isEmpty()) {
      return place.text("").whenKnown(it -> compliant()).whenAbsent(compliant());
    }
    var documents = PolicyDocument.all(text.get());
    return documents.isEmpty()
        ? undecided(place.path())
        : Verdict.each(
            IntStream.range(0, documents.get(0).statements().size()).boxed().toList(),
            index -> judge(place, documents, index, check));
  }

  private static Verdict judge(
      ValueView place,
      List<PolicyDocument> documents,
      int index,
      BiFunction<PolicyDocument, PolicyStatement, Verdict> check) {
    var path = place.path() + "." + documents.get(0).statements().get(index).place();
    var verdicts =
        documents.stream()
            .map(it -> check.apply(it, it.statements().get(index)).at(path))
            .distinct()
            .toList();
    if (verdicts.size() == 1) {
      return verdicts.get(0);
    }
    var certain =
        verdicts.get(0).answers(Violation.class).stream()
            .filter(it -> verdicts.stream().allMatch(other -> other.answers().contains(it)));
    return Verdict.all(Stream.concat(certain, Stream.of(undecided(path))).toList());
  }
}
