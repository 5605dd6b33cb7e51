package io.weightless.check.tck;

import io.weightless.channel.Channel;
import io.weightless.reactor.Reactor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.IdentityFlowProcessorVerification;
import org.testng.annotations.AfterClass;

/// What a processor must do that is a channel: what is sent to it comes out of it.
public final class ProcessorRules extends IdentityFlowProcessorVerification<Integer> {
  private final Loop loop;
  private final ExecutorService publishers = Executors.newCachedThreadPool();

  ProcessorRules(Loop loop, TestEnvironment environment) {
    super(environment, 500, 16);
    this.loop = loop;
  }

  @Override
  protected Flow.Processor<Integer, Integer> createIdentityFlowProcessor(int capacity) {
    return loop.make(scope -> {
      Channel<Integer> channel = Channel.buffered(capacity);
      Reactor reactor = Reactor.current();
      return new Conduit<>(
          channel.toSubscriber(scope, capacity),
          channel.toPublisher(scope),
          () -> reactor.post(channel::close));
    });
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
