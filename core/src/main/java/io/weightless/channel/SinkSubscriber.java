package io.weightless.channel;

import io.weightless.scope.Scope;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Feeds a sink: a task sends there what a subscription receives.
final class SinkSubscriber<T> implements Flow.Subscriber<T> {
  private final Scope scope;
  private final Sink<T> sink;
  private final PublisherSubscription<T> incoming;
  private final Flow.Subscriber<T> signals;
  private final Runnable whenEnded;
  private final AtomicBoolean begun = new AtomicBoolean();

  SinkSubscriber(Scope scope, Sink<T> sink, int batch) {
    this.scope = Objects.requireNonNull(scope);
    this.sink = sink;
    incoming = new PublisherSubscription<>(batch);
    signals = incoming.signals();
    whenEnded = incoming::close;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    signals.onSubscribe(subscription);
    if (begun.compareAndSet(false, true)) {
      incoming.carrier.run(this, this::begin);
    }
  }

  private void begin() {
    try {
      scope.start("subscriber", this::feed);
    } catch (IllegalStateException e) {
      incoming.close();
      sink.fail(e);
    }
  }

  @Override
  public void onNext(T value) {
    signals.onNext(value);
  }

  @Override
  public void onError(Throwable failure) {
    signals.onError(failure);
  }

  @Override
  public void onComplete() {
    signals.onComplete();
  }

  /// The task.
  private void feed() {
    SendEnd<T> end = sink instanceof Mailbox ? null : SendEnd.of(sink);
    if (end != null) {
      end.whenEnded(whenEnded);
    }
    try (incoming) {
      while (!sink.isClosed() && pass(incoming.receiveOrEnd())) {
        // and on
      }
      sink.close();
    } catch (ChannelFailed e) {
      sink.fail(Objects.requireNonNull(e.getCause()));
    } catch (RuntimeException | Error e) {
      sink.fail(e);
      throw e;
    } finally {
      if (end != null) {
        end.forget(whenEnded);
      }
    }
  }

  /// Whether more can be sent.
  private boolean pass(@Nullable T value) {
    if (value == null) {
      return false;
    }
    try {
      sink.send(value);
      return true;
    } catch (ChannelClosed | ChannelFailed _) {
      return false;
    }
  }
}
