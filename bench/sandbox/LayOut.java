import io.datatier.rehearsal.engine.Engine;
import io.datatier.rehearsal.engine.Parts;
import io.datatier.rehearsal.engine.Sandbox;
import java.nio.file.Path;

/**
 * Lays out a sandbox as `make rehearse` does, without a rehearsal in it. Started from source with the rehearsal's jar, which
 * the benchmark does not depend on: java -cp rehearsal.jar LayOut.java CHECKOUT ENGINE SANDBOX
 */
final class LayOut {

  public static void main(String[] args) throws Exception {
    var parts = Parts.of(Path.of(args[0]), "dev");
    Sandbox.layOut(Path.of(args[2]), parts, new Engine(Path.of(args[1])));
  }
}
