package io.weightless.http.client;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/// Another one, whose cancellation is noticed.
///
/// @param whenCancelled may run on any thread
record BodySubscriber(Flow.Subscriber<? super ByteBuffer> told, Runnable whenCancelled)
    implements Flow.Subscriber<ByteBuffer> {
  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    told.onSubscribe(
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
  public void onNext(ByteBuffer part) {
    told.onNext(part);
  }

  @Override
  public void onError(Throwable failure) {
    told.onError(failure);
  }

  @Override
  public void onComplete() {
    told.onComplete();
  }
}
