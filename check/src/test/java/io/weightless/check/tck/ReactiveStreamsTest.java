package io.weightless.check.tck;

import io.weightless.channel.Broadcast;
import io.weightless.channel.Channel;
import io.weightless.channel.ChannelFailed;
import io.weightless.channel.Mailbox;
import io.weightless.channel.Pump;
import io.weightless.channel.Sink;
import io.weightless.channel.Source;
import io.weightless.coroutine.Coroutine;
import io.weightless.coroutine.Io;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Flow;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.reactivestreams.tck.TestEnvironment;

/// The technology compatibility kit of Reactive Streams, for `java.util.concurrent.Flow`.
final class ReactiveStreamsTest {
  /// A channel's values are for one subscriber, as it says.
  static final Set<String> FOR_MANY =
      Set.of(
          "optional_spec111_maySupportMultiSubscribe",
          "optional_spec111_registeredSubscribersMustReceiveOnNextOrOnCompleteSignals",
          "optional_spec111_multicast_mustProduceTheSameElementsInTheSameSequenceToAllOfIts"
              + "SubscribersWhenRequestingOneByOne",
          "optional_spec111_multicast_mustProduceTheSameElementsInTheSameSequenceToAllOfIts"
              + "SubscribersWhenRequestingManyUpfront",
          "optional_spec111_multicast_mustProduceTheSameElementsInTheSameSequenceToAllOfIts"
              + "SubscribersWhenRequestingManyUpfrontAndCompleteAsExpected");

  @TestFactory
  Stream<DynamicTest> aChannelIsAPublisher() {
    return publisher(
        (loop, environment) ->
            new PublisherRules<>(
                loop,
                environment,
                (scope, values) -> {
                  Channel<Integer> channel = Channel.buffered(4);
                  feed(scope, channel, values);
                  return channel.toPublisher(scope);
                },
                (scope, failure) -> {
                  Channel<Integer> channel = Channel.buffered(4);
                  channel.fail(failure);
                  return channel.toPublisher(scope);
                }),
        FOR_MANY);
  }

  @TestFactory
  Stream<DynamicTest> aMailboxIsAPublisher() {
    return publisher(
        (loop, environment) ->
            new PublisherRules<>(
                loop,
                environment,
                (scope, values) -> {
                  Mailbox<Integer> mailbox = Mailbox.buffered(4);
                  feed(scope, mailbox, values);
                  return mailbox.toPublisher(scope);
                },
                (scope, failure) -> {
                  Mailbox<Integer> mailbox = Mailbox.buffered(4);
                  mailbox.fail(failure);
                  return mailbox.toPublisher(scope);
                }),
        FOR_MANY);
  }

  @TestFactory
  Stream<DynamicTest> aBroadcastIsAPublisherForMany() {
    return publisher(
        (loop, environment) ->
            new PublisherRules<>(
                loop,
                environment,
                (scope, values) -> {
                  Broadcast<Integer> broadcast = Channel.broadcast(4);
                  Demanded published = new Demanded(broadcast.toPublisher(scope));
                  scope.start(
                      "feeder",
                      () -> {
                        awaitSubscribers(broadcast, published, values);
                        send(broadcast, values);
                      });
                  return published;
                },
                (scope, failure) -> {
                  Broadcast<Integer> broadcast = Channel.broadcast(4);
                  broadcast.fail(failure);
                  return broadcast.toPublisher(scope);
                }),
        Set.of());
  }

  @TestFactory
  Stream<DynamicTest> aSinkIsASubscriber() {
    return Kit.tests(
        (loop, environment) ->
            new SubscriberRules(
                loop,
                environment,
                scope -> {
                  Channel<Integer> channel = Channel.buffered(4);
                  scope.start("receiver", () -> receiveAll(channel));
                  return channel.toSubscriber(scope, 4);
                }),
        SubscriberRules.class,
        Set.of());
  }

  @TestFactory
  Stream<DynamicTest> aChannelIsAProcessor() {
    return processor((scope, capacity) -> {
      Channel<Integer> channel = Channel.buffered(capacity);
      Reactor reactor = Reactor.current();
      return new Conduit<>(
          channel.toSubscriber(scope, capacity),
          channel.toPublisher(scope),
          () -> reactor.post(channel::close));
    });
  }

  @TestFactory
  Stream<DynamicTest> aCoroutineIsAProcessor() {
    return processor((scope, capacity) ->
        Pump.processor(scope, Coroutine.of(ReactiveStreamsTest::copy), capacity));
  }

  private static int copy(Io<Integer, Integer> io) {
    int count = 0;
    for (Integer value = io.read(); value != null; value = io.read()) {
      io.write(value);
      count++;
    }
    return count;
  }

  private static Stream<DynamicTest> processor(
      BiFunction<Scope, Integer, Flow.Processor<Integer, Integer>> made) {
    Set<String> skipped = new HashSet<>(FOR_MANY);
    skipped.add("required_mustRequestFromUpstreamForElementsThatHaveBeenRequestedLongAgo");
    skipped.add(
        "required_spec104_mustCallOnErrorOnAllItsSubscribersIfItEncountersANonRecoverableError");
    return Kit.tests(
        (loop, environment) -> new ProcessorRules(loop, environment, made),
        ProcessorRules.class,
        skipped);
  }

  private static Stream<DynamicTest> publisher(
      BiFunction<Loop, TestEnvironment, Object> made, Set<String> skipped) {
    return Kit.tests(made, PublisherRules.class, skipped);
  }

  private static void receiveAll(Source<Integer> source) {
    try {
      source.forEach(_ -> {});
    } catch (ChannelFailed _) {
      // as the kit wants it
    }
  }

  private static void feed(Scope scope, Sink<Integer> sink, long values) {
    scope.start("feeder", () -> send(sink, values));
  }

  /// All of them: of several none asks for anything before the last has subscribed. And an empty
  /// stream ends without being asked.
  private static void awaitSubscribers(
      Broadcast<Integer> broadcast, Demanded published, long values) {
    while (values == 0 ? broadcast.subscribers() == 0 : !published.isDemanded()) {
      Task.sleep(Duration.ofMillis(1));
    }
  }

  private static void send(Sink<Integer> sink, long values) {
    for (long i = 0; i < values; i++) {
      sink.send((int) i);
    }
    sink.close();
  }
}
