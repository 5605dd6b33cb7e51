package io.weightless.testing;

import io.weightless.reactor.Reactor;
import io.weightless.reactor.VirtualClock;
import io.weightless.scope.Scope;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/// Has what JUnit calls for a test performed by the test's task: see [InTask].
final class TaskExtension implements InvocationInterceptor, ParameterResolver, AfterEachCallback {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(TaskExtension.class);
  private static final Set<Class<?>> RESOLVED =
      Set.of(Reactor.class, Scope.class, VirtualClock.class);

  /// One test's.
  ///
  /// @param seed 0 on real time
  private record Seeded(Stage stage, long seed) implements AutoCloseable {
    @Override
    public void close() {
      try {
        stage.close();
      } catch (Throwable e) {
        tellIn(e);
        throw e;
      }
    }

    void tellIn(Throwable failure) {
      if (seed != 0 && !(failure instanceof TestAbortedException)) {
        Seed.tellIn(failure, seed);
      }
    }
  }

  /// So that a test's own constructor belongs to it.
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  @Override
  public <T> T interceptTestClassConstructor(
      Invocation<T> invocation,
      ReflectiveInvocationContext<Constructor<T>> called,
      ExtensionContext context)
      throws Throwable {
    return context.getTestMethod().isEmpty()
        ? invocation.proceed()
        : perform(Part.Kind.FIXTURE, invocation, context);
  }

  @Override
  public void interceptBeforeEachMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> called,
      ExtensionContext context)
      throws Throwable {
    perform(Part.Kind.FIXTURE, invocation, context);
  }

  @Override
  public void interceptTestMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> called,
      ExtensionContext context)
      throws Throwable {
    perform(Part.Kind.TEST, invocation, context);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> called,
      ExtensionContext context)
      throws Throwable {
    perform(Part.Kind.TEST, invocation, context);
  }

  @Override
  public <T extends @Nullable Object> T interceptTestFactoryMethod(
      Invocation<T> invocation,
      ReflectiveInvocationContext<Method> called,
      ExtensionContext context)
      throws Throwable {
    return perform(Part.Kind.TEST, invocation, context);
  }

  @Override
  public void interceptDynamicTest(
      Invocation<@Nullable Void> invocation,
      DynamicTestInvocationContext called,
      ExtensionContext context)
      throws Throwable {
    perform(Part.Kind.TEST, invocation, context);
  }

  @Override
  public void interceptAfterEachMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> called,
      ExtensionContext context)
      throws Throwable {
    perform(Part.Kind.FIXTURE, invocation, context);
  }

  /// Before what was registered earlier looks at what is left, and before the store is closed.
  @Override
  public void afterEach(ExtensionContext context) {
    of(context).close();
  }

  @SuppressWarnings("NullAway") // what JUnit calls gives what it gives
  private static <T extends @Nullable Object> T perform(
      Part.Kind kind, Invocation<T> invocation, ExtensionContext context) throws Throwable {
    Seeded test = of(context);
    @Nullable Object[] result = new Object[1];
    try {
      test.stage.perform(kind, () -> result[0] = invocation.proceed());
    } catch (Throwable e) {
      test.tellIn(e);
      throw e;
    }
    @SuppressWarnings("unchecked") // it is what the invocation gave
    T given = (T) result[0];
    return given;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return context.getTestMethod().isPresent()
        && RESOLVED.contains(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Stage stage = of(context).stage;
    Class<?> type = parameter.getParameter().getType();
    if (type == Reactor.class) {
      return stage.reactor;
    }
    if (type == VirtualClock.class) {
      if (stage.reactor.clock() instanceof VirtualClock clock) {
        return clock;
      }
      throw new ParameterResolutionException("a test on real time has no VirtualClock");
    }
    boolean ofTest = parameter.getDeclaringExecutable().equals(context.getRequiredTestMethod());
    return ofTest ? scopeOfTest(stage) : fixtures(stage);
  }

  private static Scope scopeOfTest(Stage stage) {
    if (stage.play().test() == null) {
      await(stage, Part.Kind.SCOPE);
    }
    return Objects.requireNonNull(stage.play().test());
  }

  private static Scope fixtures(Stage stage) {
    await(stage, Part.Kind.FIXTURE);
    return stage.play().fixtures();
  }

  private static void await(Stage stage, Part.Kind kind) {
    try {
      stage.perform(kind, () -> {});
    } catch (Throwable e) {
      throw new ParameterResolutionException("the test has no scope any more", e);
    }
  }

  private static Seeded of(ExtensionContext context) {
    return context
        .getStore(NAMESPACE)
        .computeIfAbsent(Seeded.class, _ -> open(context), Seeded.class);
  }

  private static Seeded open(ExtensionContext context) {
    Optional<InTask> wanted = wanted(context);
    if (wanted.map(InTask::real).orElse(false)) {
      return new Seeded(Stage.onRealTime(), 0);
    }
    long own = wanted.map(InTask::seed).orElse(0L);
    long seed =
        own != 0
            ? own
            : context
                .getConfigurationParameter(InTask.SEED, Long::valueOf)
                .orElseGet(() -> ThreadLocalRandom.current().nextLong(1, Integer.MAX_VALUE));
    return new Seeded(Stage.onVirtualTime(seed), seed);
  }

  /// A method's own comes before its class's, and that before those of the classes around it.
  private static Optional<InTask> wanted(ExtensionContext context) {
    List<Class<?>> around = context.getEnclosingTestClasses();
    return AnnotationSupport.findAnnotation(context.getTestMethod(), InTask.class)
        .or(() ->
            AnnotationSupport.findAnnotation(context.getRequiredTestClass(), InTask.class, around));
  }
}
