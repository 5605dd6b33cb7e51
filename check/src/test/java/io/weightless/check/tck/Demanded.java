package io.weightless.check.tck;

import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/// A publisher that tells whether any of its subscribers has asked for something yet.
final class Demanded implements Flow.Publisher<Integer> {
  private final Flow.Publisher<Integer> source;
  private volatile boolean demanded;

  Demanded(Flow.Publisher<Integer> source) {
    this.source = source;
  }

  boolean isDemanded() {
    return demanded;
  }

  @Override
  public void subscribe(Flow.@Nullable Subscriber<? super Integer> subscriber) {
    source.subscribe(subscriber == null ? null : new Observed(subscriber));
  }

  private final class Observed implements Flow.Subscriber<Integer> {
    private final Flow.Subscriber<? super Integer> subscriber;

    Observed(Flow.Subscriber<? super Integer> subscriber) {
      this.subscriber = subscriber;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscriber.onSubscribe(
          new Flow.Subscription() {
            @Override
            public void request(long count) {
              demanded = true;
              subscription.request(count);
            }

            @Override
            public void cancel() {
              subscription.cancel();
            }
          });
    }

    @Override
    public void onNext(Integer value) {
      subscriber.onNext(value);
    }

    @Override
    public void onError(Throwable failure) {
      subscriber.onError(failure);
    }

    @Override
    public void onComplete() {
      subscriber.onComplete();
    }
  }
}
