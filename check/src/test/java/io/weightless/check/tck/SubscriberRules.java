package io.weightless.check.tck;

import io.weightless.scope.Scope;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowSubscriberBlackboxVerification;

/// What a subscriber must do, seen from outside.
public final class SubscriberRules extends FlowSubscriberBlackboxVerification<Integer> {
  private final Loop loop;
  private final Function<Scope, Flow.Subscriber<Integer>> made;

  SubscriberRules(
      Loop loop, TestEnvironment environment, Function<Scope, Flow.Subscriber<Integer>> made) {
    super(environment);
    this.loop = loop;
    this.made = made;
  }

  @Override
  public Flow.Subscriber<Integer> createFlowSubscriber() {
    return loop.make(made);
  }

  @Override
  public Integer createElement(int element) {
    return element;
  }
}
