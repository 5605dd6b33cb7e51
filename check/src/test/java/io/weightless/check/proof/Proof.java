package io.weightless.check.proof;

import java.util.Arrays;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.StressOptions;

/// Proves one class: small scenarios in all interleavings, one switch more at a time, and then in
/// many real races. It takes some seconds, or four times as long with `CI=true`. Lincheck's
/// scenarios come from a seed of its own, so they are the same ones each time.
final class Proof {
  private static final int SCALE = "true".equals(System.getenv("CI")) ? 4 : 1;

  private Proof() {}

  /// @param arguments the name of the class, whose operations are compared with those of its nested
  ///   class `InSequence`, if it has one
  public static void main(String[] arguments) throws ClassNotFoundException {
    Class<?> proven = Class.forName(arguments[0]);
    inAllInterleavings(proven);
    inManyRaces(proven);
    System.out.println("proven");
  }

  private static void inAllInterleavings(Class<?> proven) {
    ModelCheckingOptions options =
        new ModelCheckingOptions()
            .threads(3)
            .actorsPerThread(2)
            .actorsBefore(1)
            .iterations(8 * SCALE)
            .invocationsPerIteration(100)
            .checkObstructionFreedom(false);
    check(options, proven);
  }

  private static void inManyRaces(Class<?> proven) {
    StressOptions options =
        new StressOptions()
            .threads(3)
            .actorsPerThread(3)
            .actorsBefore(1)
            .iterations(3 * SCALE)
            .invocationsPerIteration(1_000);
    check(options, proven);
  }

  private static void check(Options<?, ?> options, Class<?> proven) {
    var inSequence =
        Arrays.stream(proven.getDeclaredClasses())
            .filter(nested -> nested.getSimpleName().equals("InSequence"))
            .findFirst();
    // What is validated after each run must be the last: a spec sees what comes after, too.
    options.actorsAfter(inSequence.isPresent() ? 1 : 0);
    inSequence.ifPresent(options::sequentialSpecification);
    options.check(proven);
  }
}
