package io.weightless.channel;

import io.weightless.engine.internal.Carrier;
import io.weightless.scope.Scope;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Gives each subscriber a task of a scope that publishes to it.
final class ChannelPublisher<T, S extends ReceiveEnd<T>> implements Flow.Publisher<T> {
  private final Scope scope;
  private final Carrier carrier;
  private final Supplier<S> opening;
  private final Consumer<S> closing;

  /// @param opening what the next subscriber gets; throws IllegalStateException when there is none
  /// @param closing told when he does not need it any more
  ChannelPublisher(Scope scope, Carrier carrier, Supplier<S> opening, Consumer<S> closing) {
    this.scope = Objects.requireNonNull(scope);
    this.carrier = carrier;
    this.opening = opening;
    this.closing = closing;
  }

  /// One for a single subscriber.
  static <T> ChannelPublisher<T, ReceiveEnd<T>> of(Scope scope, ReceiveEnd<T> source) {
    return of(scope, source, _ -> {});
  }

  /// One for a single subscriber, whose end closes the channel.
  static <T> ChannelPublisher<T, Channel<T>> closing(Scope scope, Channel<T> channel) {
    return of(scope, channel, Channel::close);
  }

  private static <T, S extends ReceiveEnd<T>> ChannelPublisher<T, S> of(
      Scope scope, S source, Consumer<S> closing) {
    source.carrier.checkOwner();
    AtomicBoolean given = new AtomicBoolean();
    return new ChannelPublisher<>(
        scope,
        source.carrier,
        () -> {
          if (given.getAndSet(true)) {
            throw new IllegalStateException(
                "this publisher has had its one subscriber; a Broadcast has any number");
          }
          return source;
        },
        closing);
  }

  @Override
  public void subscribe(Flow.Subscriber<? super T> subscriber) {
    Objects.requireNonNull(subscriber, "a publisher takes no null");
    if (carrier.owned()) {
      begin(subscriber);
    } else if (carrier.farewells.areTold()) {
      refuse(subscriber, new IllegalStateException("the reactor of this publisher is closed"));
    } else {
      carrier.post("a publisher", () -> begin(subscriber));
    }
  }

  private void begin(Flow.Subscriber<? super T> subscriber) {
    try {
      S source = opening.get();
      try {
        var publishing = new Publishing<>(source, () -> closing.accept(source), subscriber);
        scope.start("publisher", publishing::run);
      } catch (IllegalStateException e) {
        closing.accept(source);
        throw e;
      }
    } catch (IllegalStateException e) {
      refuse(subscriber, e);
    }
  }

  private static void refuse(Flow.Subscriber<?> subscriber, IllegalStateException why) {
    subscriber.onSubscribe(NOTHING);
    subscriber.onError(why);
  }

  /// Of those who are refused.
  private static final Flow.Subscription NOTHING =
      new Flow.Subscription() {
        @Override
        public void request(long values) {}

        @Override
        public void cancel() {}
      };
}
