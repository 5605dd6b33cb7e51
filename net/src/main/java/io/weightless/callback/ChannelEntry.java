package io.weightless.callback;

import io.weightless.reactor.Repeating;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/// The reader or the writer of a channel.
final class ChannelEntry extends Entry {
  private static final int INPUT = SelectionKey.OP_READ | SelectionKey.OP_ACCEPT;
  private static final int OUTPUT = SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT;

  private final Handle handle;
  private final int priority;
  private boolean output;
  private @Nullable Repeating start;

  ChannelEntry(
      Callbacks callbacks,
      Handle handle,
      boolean output,
      int priority,
      Callback callback,
      Origin origin) {
    super(callbacks, callback, origin);
    this.handle = handle;
    this.output = output;
    this.priority = priority;
    start = startWithNextStep();
  }

  /// Refuses a channel that can't be read, or written.
  static void checkCan(SelectableChannel channel, boolean output) {
    if ((channel.validOps() & (output ? OUTPUT : INPUT)) == 0) {
      throw new IllegalArgumentException(channel + " can't be " + (output ? "written" : "read"));
    }
  }

  boolean isOutput() {
    return output;
  }

  /// As it is, or as something else, from the next step.
  void resume(boolean asOutput, Callback as) {
    checkCan(handle.channel, asOutput);
    handle.move(this, asOutput);
    output = asOutput;
    callback = as;
    become(State.STARTING);
  }

  @Override
  void changed() {
    if (start != null) {
      start.cancel();
    }
    start = state() == State.STARTING ? startWithNextStep() : null;
    handle.update();
  }

  /// A hook that is added in a step runs in the next one, whoever adds it: that is the rule.
  private Repeating startWithNextStep() {
    return callbacks.reactor().beforeWait(this::start);
  }

  private void start() {
    if (handle.channel.isOpen()) {
      become(State.ACTIVE);
    } else {
      callLast();
    }
  }

  /// Its channel is closed; so it finds that out for itself, in this step.
  void callLast() {
    Callbacks.LOG.log(System.Logger.Level.WARNING, "closed, so this is called once more: " + this);
    become(State.LAST);
    callbacks.post(
        this,
        () -> {
          if (state() == State.LAST && !callbacks.isClosed()) {
            callbacks.call(this);
            end();
          }
        });
  }

  /// The channel is ready; or was, a moment ago.
  void ready() {
    if (isActive() && callbacks.isTurnOf(priority) && handle.channel.isOpen()) {
      callbacks.call(this);
    }
  }

  /// A channel that nobody would hear of again is closed.
  @Override
  void failed(Throwable failure) {
    boolean wasThere = !isGone();
    try {
      super.failed(failure);
    } finally {
      if (wasThere) {
        handle.closeIfDeserted();
      }
    }
  }

  @Override
  String what() {
    return "the " + (output ? "writer" : "reader") + " of " + handle.channel;
  }
}
