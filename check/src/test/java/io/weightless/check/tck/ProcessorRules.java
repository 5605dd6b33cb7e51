package io.weightless.check.tck;

import io.weightless.channel.Channel;
import io.weightless.scope.Scope;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.function.BiFunction;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.IdentityFlowProcessorVerification;
import org.testng.annotations.AfterClass;

/// What a processor must do: what is sent to it comes out of it.
public final class ProcessorRules extends IdentityFlowProcessorVerification<Integer> {
  private final Loop loop;
  private final BiFunction<Scope, Integer, Flow.Processor<Integer, Integer>> made;
  private final ExecutorService publishers = Executors.newCachedThreadPool();

  /// @param made makes one of a capacity
  ProcessorRules(
      Loop loop,
      TestEnvironment environment,
      BiFunction<Scope, Integer, Flow.Processor<Integer, Integer>> made) {
    super(environment, 500, 16);
    this.loop = loop;
    this.made = made;
  }

  @Override
  protected Flow.Processor<Integer, Integer> createIdentityFlowProcessor(int capacity) {
    return loop.make(scope -> made.apply(scope, capacity));
  }

  @Override
  protected Flow.Publisher<Integer> createFailedFlowPublisher() {
    return loop.make(scope -> {
      Channel<Integer> channel = Channel.buffered(1);
      channel.fail(new IllegalStateException("failed before"));
      return channel.toPublisher(scope);
    });
  }

  @Override
  public ExecutorService publisherExecutorService() {
    return publishers;
  }

  @AfterClass
  public void end() {
    publishers.close();
  }

  @Override
  public Integer createElement(int element) {
    return element;
  }

  @Override
  public long maxSupportedSubscribers() {
    return 1;
  }
}
