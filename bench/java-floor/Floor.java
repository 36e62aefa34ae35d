import com.pulumi.Pulumi;
import io.datatier.runtime.JavaRuntime;

/** The smallest program in Java: no resources. */
final class Floor {

  public static void main(String[] args) {
    JavaRuntime.prepare();
    Pulumi.run(context -> {});
  }
}
