package io.weightless.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.channel.Channel;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

/// A publisher of a channel whose subscriber cancels, in every order of turns that there is.
final class PublisherInterleavingsTest {
  @Test
  void aValueIsGivenToTheSubscriberOrStaysInTheChannelWheneverHeCancels() {
    List<List<Integer>> given = new ArrayList<>();
    Interleavings.of(
            simulation -> {
              List<Integer> got = new ArrayList<>();
              simulation.host("a", () -> assertThat(left(got)).isEqualTo(withoutThose(got)));
              simulation.atEnd("given", () -> given.add(got));
            })
        .all(10_000);

    assertThat(given).contains(List.of(), List.of(1), List.of(1, 2));
  }

  /// Sends two values, asks for both, and cancels, each in a task of its own.
  private static List<Integer> left(List<Integer> given) {
    Numbers numbers = new Numbers(given);
    List<Integer> left = new ArrayList<>();
    Channel<Integer> channel = Channel.buffered(2);
    Scope.join(scope -> {
      channel.toPublisher(scope).subscribe(numbers);
      scope.start("sends", () -> sendBoth(channel));
      scope.start("cancels", numbers::cancel);
    });
    channel.close();
    channel.forEach(left::add);
    return left;
  }

  private static List<Integer> withoutThose(List<Integer> given) {
    return List.of(1, 2).subList(given.size(), 2);
  }

  private static void sendBoth(Channel<Integer> channel) {
    channel.send(1);
    Task.yield();
    channel.send(2);
  }

  private static final class Numbers implements Flow.Subscriber<Integer> {
    private final List<Integer> given;
    private final Channel<Flow.Subscription> subscribed = Channel.buffered(1);

    Numbers(List<Integer> given) {
      this.given = given;
    }

    void cancel() {
      Flow.Subscription subscription = subscribed.receive();
      Task.yield();
      subscription.cancel();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(2);
      subscribed.send(subscription);
    }

    @Override
    public void onNext(Integer value) {
      given.add(value);
    }

    @Override
    public void onError(Throwable failure) {
      throw new AssertionError(failure);
    }

    @Override
    public void onComplete() {
      throw new AssertionError("it was not closed");
    }
  }
}
