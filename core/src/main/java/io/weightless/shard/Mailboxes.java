package io.weightless.shard;

import io.weightless.channel.ChannelClosed;
import io.weightless.channel.Mailbox;
import io.weightless.channel.Sink;
import io.weightless.channel.Source;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// A mailbox of each shard, for values of one type. All are there before the first program runs;
/// that of a shard that has ended is closed.
///
/// - **Order**, **limit** and **cost**: see [Mailbox].
public final class Mailboxes<T> {
  private final Shards shards;
  private final String name;
  private final int capacity;
  private final @Nullable Comparator<? super T> order;
  private final AtomicReferenceArray<@Nullable Mailbox<T>> boxes;

  /// @param order null for first in, first out
  Mailboxes(Shards shards, String name, int capacity, @Nullable Comparator<? super T> order) {
    this.shards = shards;
    this.name = name;
    this.capacity = capacity;
    this.order = order;
    boxes = new AtomicReferenceArray<>(shards.count());
  }

  /// Where to send what `shard` is to receive: a number from 0. From any thread, while they run.
  ///
  /// A send fails with [ChannelClosed] when that shard has ended.
  ///
  /// @throws IllegalArgumentException when there is no such shard
  /// @throws IllegalStateException before they run
  public Sink<T> at(int shard) {
    if (shard < 0 || shard >= boxes.length()) {
      throw new IllegalArgumentException(
          "there is no shard " + shard + " of " + boxes.length() + " for " + this);
    }
    return box(shard);
  }

  /// What the shard of the caller is to receive.
  ///
  /// @throws IllegalStateException outside of these shards
  public Source<T> here() {
    return box(shards.indexOfCaller());
  }

  private Mailbox<T> box(int shard) {
    Mailbox<T> box = boxes.get(shard);
    if (box == null) {
      throw new IllegalStateException(this + " are there when the shards run");
    }
    return box;
  }

  /// Says that no more comes, to all of them. What was sent before can be received. Idempotent,
  /// from any thread.
  ///
  /// - **Waits**: never.
  public void close() {
    for (int shard = 0; shard < boxes.length(); shard++) {
      close(shard);
    }
  }

  void close(int shard) {
    Mailbox<T> box = boxes.get(shard);
    if (box != null) {
      box.close();
    }
  }

  /// On the reactor of the shard.
  void open(int shard) {
    boxes.set(
        shard, order == null ? Mailbox.buffered(capacity) : Mailbox.prioritised(capacity, order));
  }

  @Override
  public String toString() {
    return "mailboxes '" + name + "'";
  }
}
