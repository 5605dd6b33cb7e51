package io.weightless.check.tck;

import io.weightless.scope.Scope;
import java.util.concurrent.Flow;
import java.util.function.BiFunction;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;

/// What a publisher must do.
public final class PublisherRules<T> extends FlowPublisherVerification<T> {
  private final Loop loop;
  private final BiFunction<Scope, Long, Flow.Publisher<T>> published;
  private final BiFunction<Scope, Throwable, Flow.Publisher<T>> failed;

  PublisherRules(
      Loop loop,
      TestEnvironment environment,
      BiFunction<Scope, Long, Flow.Publisher<T>> published,
      BiFunction<Scope, Throwable, Flow.Publisher<T>> failed) {
    super(environment, 500);
    this.loop = loop;
    this.published = published;
    this.failed = failed;
  }

  @Override
  public Flow.Publisher<T> createFlowPublisher(long values) {
    return loop.make(scope -> published.apply(scope, values));
  }

  @Override
  public Flow.Publisher<T> createFailedFlowPublisher() {
    return loop.make(scope -> failed.apply(scope, new IllegalStateException("failed before")));
  }
}
