package io.datatier.component;

import com.pulumi.resources.Resource;
import com.pulumi.resources.ResourceArgs;
import com.pulumi.resources.ResourceTransformation;
import io.datatier.config.InvalidValue;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A change of the arguments of a component's child, for which the component has no setting. Given
 * to the component as one of its {@code resourceTransformations}, it applies before the child is
 * registered, so that policies judge the result.
 *
 * @param <A> the child's args
 */
public final class ChildTransform<A extends ResourceArgs> implements ResourceTransformation {

  private final String role;
  private final Class<A> type;
  private final UnaryOperator<A> change;

  private ChildTransform(String role, Class<A> type, UnaryOperator<A> change) {
    this.role = role;
    this.type = type;
    this.change = change;
  }

  /**
   * A change of the child that plays {@code role}: its logical name without that of the component
   * and the hyphen after it. A child of a child has both roles, with a hyphen between them.
   *
   * <p>The component refuses it with {@link InvalidValue} if it has no such child or the child's
   * args are not of {@code type}.
   *
   * @param change returns new args, given those that the component chose
   */
  public static <A extends ResourceArgs> ChildTransform<A> of(
      String role, Class<A> type, UnaryOperator<A> change) {
    return new ChildTransform<>(role, type, change);
  }

  /** The role of the child that it changes. */
  public String role() {
    return role;
  }

  // The SDK calls this, while the child is constructed, for the child and for all its descendants
  // with every transformation of every ancestor.
  @Override
  public Optional<Result> apply(Args args) {
    var name = args.resource().pulumiResourceName();
    if (!isMeant(name, args.options().getParent())) {
      return Optional.empty();
    }
    if (!type.isInstance(args.args())) {
      throw new InvalidValue(
          name,
          "be transformed as %s, not as %s"
              .formatted(args.args().getClass().getSimpleName(), type.getSimpleName()));
    }
    return Optional.of(new Result(change.apply(type.cast(args.args())), args.options()));
  }

  private boolean isMeant(String name, Optional<Resource> parent) {
    return parent
        .filter(Component.class::isInstance)
        .map(Component.class::cast)
        .filter(
            component ->
                (component.isGiven(this) && name.equals(component.child(role)))
                    || isMeant(name, component.parent()))
        .isPresent();
  }
}
