package io.weightless.check.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.reactivestreams.tck.TestEnvironment;
import org.testng.SkipException;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/// The kit's tests, each a test of ours: it is written for TestNG, of which this does as much as it
/// needs.
final class Kit {
  /// How long it waits for a signal that must come, and for one that must not; milliseconds.
  private static final TestEnvironment USUAL = new TestEnvironment(5_000, 30);

  /// For tests that wait for as long as a signal may take to come, and then look.
  private static final TestEnvironment SHORT = new TestEnvironment(500, 30);

  private static final Pattern WAITS_FOR_ALL_TIME =
      Pattern.compile(".*(spec309|registeredSubscribers).*");

  private Kit() {}

  /// A test for each method of the verification that `made` makes, which gets a loop of its own.
  ///
  /// @param skipped those that the kit may leave out, and must
  static Stream<DynamicTest> tests(
      BiFunction<Loop, TestEnvironment, Object> made, Class<?> type, Set<String> skipped) {
    return annotated(type, Test.class)
        .filter(method -> !method.getName().startsWith("untested_")) // nor does the kit test those
        .map(method -> dynamicTest(method.getName(), () -> run(made, method, skipped)));
  }

  private static void run(
      BiFunction<Loop, TestEnvironment, Object> made, Method test, Set<String> skipped)
      throws Throwable {
    boolean patient = WAITS_FOR_ALL_TIME.matcher(test.getName()).matches();
    TestEnvironment environment = patient ? SHORT : USUAL;
    try (Loop loop = new Loop()) {
      Object verification = made.apply(loop, environment);
      callAll(verification, BeforeClass.class);
      try {
        callAll(verification, BeforeMethod.class);
        call(verification, test);
      } finally {
        callAll(verification, AfterClass.class);
      }
    } catch (SkipException e) {
      assertThat(skipped).contains(test.getName());
      Assumptions.abort(e.getMessage());
    }
    assertThat(skipped).doesNotContain(test.getName());
  }

  private static void callAll(Object verification, Class<? extends Annotation> mark)
      throws Throwable {
    for (Method method : annotated(verification.getClass(), mark).toList()) {
      call(verification, method);
    }
  }

  private static Stream<Method> annotated(Class<?> type, Class<? extends Annotation> mark) {
    return Arrays.stream(type.getMethods())
        .filter(method -> method.isAnnotationPresent(mark))
        .sorted(Comparator.comparing(Method::getName));
  }

  private static void call(Object verification, Method method) throws Throwable {
    try {
      method.invoke(verification);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
