package io.weightless.callback;

import io.weightless.net.Readiness;
import io.weightless.net.Readiness.Watch;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A channel with its reader and its writer.
final class Handle implements Readiness.Watcher {
  final SelectableChannel channel;
  private final Callbacks callbacks;

  /// Null when it was closed before anybody watched it.
  private @Nullable Watch watch;

  private @Nullable ChannelEntry reader;
  private @Nullable ChannelEntry writer;

  Handle(Callbacks callbacks, SelectableChannel channel) {
    this.callbacks = callbacks;
    this.channel = channel;
  }

  void watch(Readiness readiness) {
    try {
      watch = channel.isOpen() ? readiness.watch(channel, this) : null;
    } catch (ClosedChannelException _) {
      watch = null; // another thread was faster
    }
  }

  /// Refuses one more reader, or writer.
  void checkFree(boolean output) {
    if (entries().anyMatch(Entry::isSuspended)) {
      throw new IllegalStateException(channel + " is suspended: resume it, or remove it first");
    }
    checkHasNo(output);
  }

  private void checkHasNo(boolean output) {
    ChannelEntry there = output ? writer : reader;
    if (there != null) {
      throw new IllegalStateException("there is already " + there);
    }
  }

  void put(ChannelEntry entry) {
    if (entry.isOutput()) {
      writer = entry;
    } else {
      reader = entry;
    }
  }

  /// Lets a suspended reader be the writer, or the other way round.
  void move(ChannelEntry entry, boolean output) {
    if (entry.isOutput() != output) {
      checkHasNo(output);
      reader = output ? null : entry;
      writer = output ? entry : null;
    }
  }

  /// One of both has changed.
  void update() {
    reader = stillThere(reader);
    writer = stillThere(writer);
    if (watch != null) {
      watch.want(reader != null && reader.isActive(), writer != null && writer.isActive());
    }
    if (reader == null && writer == null) {
      callbacks.forget(this);
      if (watch != null) {
        watch.stop();
      }
    }
  }

  private static @Nullable ChannelEntry stillThere(@Nullable ChannelEntry entry) {
    return switch (entry == null ? Entry.State.GONE : entry.state()) {
      case LAST, GONE -> null;
      default -> entry;
    };
  }

  @Override
  public void ready(boolean input, boolean output) {
    if (input && reader != null) {
      callbacks.ready(reader);
    }
    if (output && writer != null) {
      callbacks.ready(writer);
    }
  }

  /// What is suspended is told when it is resumed.
  @Override
  public void closed() {
    entries().filter(entry -> !entry.isSuspended()).forEach(ChannelEntry::callLast);
  }

  /// Whether somebody waits for it, and is not suspended.
  boolean isRegistered() {
    return channel.isOpen() && entries().anyMatch(entry -> !entry.isSuspended());
  }

  List<ChannelEntry> all() {
    return entries().toList();
  }

  /// Those that are there now.
  private Stream<ChannelEntry> entries() {
    return Stream.of(reader, writer).filter(Objects::nonNull);
  }

  void closeIfDeserted() {
    if (entries().findAny().isEmpty()) {
      Callbacks.closeLogged(channel);
    }
  }
}
