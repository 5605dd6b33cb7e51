package io.weightless.check.tck;

import java.util.concurrent.Flow;

/// A subscriber and a publisher as one processor: what is cancelled on one side is on the other.
///
/// @param whenCancelled ends what is between them
record Conduit<T>(Flow.Subscriber<T> in, Flow.Publisher<T> out, Runnable whenCancelled)
    implements Flow.Processor<T, T> {
  @Override
  public void subscribe(Flow.Subscriber<? super T> subscriber) {
    if (subscriber == null) {
      throw new NullPointerException("a publisher takes no null");
    }
    out.subscribe(new Downstream<>(subscriber, whenCancelled));
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    in.onSubscribe(subscription);
  }

  @Override
  public void onNext(T value) {
    in.onNext(value);
  }

  @Override
  public void onError(Throwable failure) {
    in.onError(failure);
  }

  @Override
  public void onComplete() {
    in.onComplete();
  }

  private record Downstream<T>(Flow.Subscriber<? super T> subscriber, Runnable whenCancelled)
      implements Flow.Subscriber<T> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscriber.onSubscribe(
          new Flow.Subscription() {
            @Override
            public void request(long values) {
              subscription.request(values);
            }

            @Override
            public void cancel() {
              subscription.cancel();
              whenCancelled.run();
            }
          });
    }

    @Override
    public void onNext(T value) {
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
