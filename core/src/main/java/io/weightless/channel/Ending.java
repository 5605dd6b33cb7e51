package io.weightless.channel;

import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.Description;
import io.weightless.engine.internal.Strand;
import org.jspecify.annotations.Nullable;

/// How a channel ended, and who ended it.
sealed interface Ending {
  /// No more is sent; what was sent before can be received.
  record Closed(String by) implements Ending {
    @Override
    public RuntimeException refusal(String attempt) {
      return new ChannelClosed(attempt);
    }

    @Override
    public String toString() {
      return "it was closed by " + by;
    }
  }

  /// Nothing can be sent or received.
  record Failed(String by, Throwable cause) implements Ending {
    @Override
    public RuntimeException refusal(String attempt) {
      return new ChannelFailed(attempt, cause);
    }

    @Override
    public String toString() {
      return "it was failed by " + by + " with " + Description.of(cause);
    }
  }

  /// Whether it takes effect where there was an end `before`: the first one does, and a failure
  /// after a close.
  default boolean endsAfter(@Nullable Ending before) {
    return before == null || (before instanceof Closed && this instanceof Failed);
  }

  /// For whoever made `attempt` in vain, on a channel that says itself how it ended.
  RuntimeException refusal(String attempt);

  /// The caller, for messages.
  static String caller() {
    Strand caller = Strand.currentOrNull();
    if (caller != null) {
      return "task " + caller.quotedName();
    }
    return Carrier.currentOrNull() == null
        ? "thread '" + Thread.currentThread().getName() + "'"
        : "a callback";
  }
}
