package io.weightless.protocol;

import org.jspecify.annotations.Nullable;

/// The one producer that a connection may have, and what it was told.
final class Feed {
  private @Nullable Producer producer;

  /// Whether it is to be resumed when all is taken: a push producer is paused, another one has
  /// written, or was not asked yet.
  private boolean isHungry;

  void register(Producer next) {
    if (producer != null) {
      throw new IllegalStateException(
          "can't register " + next + ": " + producer + " was never unregistered");
    }
    producer = next;
    isHungry = !(next instanceof PushProducer);
  }

  void unregister() {
    producer = null;
    isHungry = false;
  }

  boolean isRegistered() {
    return producer != null;
  }

  /// Something was written.
  ///
  /// @param much more waits than should
  void written(boolean much) {
    if (producer instanceof PushProducer push) {
      if (much && !isHungry) {
        isHungry = true;
        push.pauseProducing();
      }
    } else {
      isHungry = producer != null;
    }
  }

  /// Whether it has to be resumed once all that was written has been taken.
  boolean isHungry() {
    return isHungry;
  }

  void resume() {
    if (producer != null) {
      isHungry = false;
      producer.resumeProducing();
    }
  }

  void stop() {
    Producer left = producer;
    unregister();
    if (left != null) {
      left.stopProducing();
    }
  }
}
