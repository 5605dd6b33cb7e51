package io.weightless.channel;

import java.util.concurrent.Flow;

/// Both ends of a [Pump].
record CoroutineProcessor<I, O>(Flow.Subscriber<I> in, Flow.Publisher<O> out)
    implements Flow.Processor<I, O> {
  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    in.onSubscribe(subscription);
  }

  @Override
  public void onNext(I value) {
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

  @Override
  public void subscribe(Flow.Subscriber<? super O> subscriber) {
    out.subscribe(subscriber);
  }
}
