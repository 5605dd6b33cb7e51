package io.weightless.check.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.channel.Channel;
import io.weightless.channel.ChannelClosed;
import io.weightless.channel.ChannelFailed;
import io.weightless.check.world.ChannelByRules.Kind;
import io.weightless.check.world.Expected.How;
import io.weightless.reactor.Cancelled;
import java.util.Comparator;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// A channel beside the rules: whatever is done to it is done to both in one turn, and has to come
/// to the same.
final class CheckedChannel {
  final Channel<Value> channel;
  final ChannelByRules rules;

  CheckedChannel(Kind kind, int capacity) {
    channel =
        switch (kind) {
          case RENDEZVOUS -> Channel.rendezvous();
          case BUFFERED -> Channel.buffered(capacity);
          case CONFLATING -> Channel.conflating();
          case PRIORITISED -> Channel.prioritised(capacity, Comparator.naturalOrder());
          case STACKED -> Channel.stacked(capacity);
        };
    rules =
        switch (kind) {
          case RENDEZVOUS -> new ChannelByRules(kind, 0);
          case CONFLATING -> new ChannelByRules(kind, 1);
          case BUFFERED, PRIORITISED, STACKED -> new ChannelByRules(kind, capacity);
        };
  }

  /// Between two turns.
  boolean agrees() {
    return channel.statistics().equals(rules.statistics())
        && channel.isClosed() == rules.isEnded()
        && channel.balance()
            == rules.statistics().sendersWaiting() - rules.statistics().receiversWaiting();
  }

  void send(Actor me, Value value) {
    Expected expected = me.begin();
    if (expected.isPending()) {
      rules.send(expected, value);
    }
    try {
      channel.send(value);
      expected.check(How.SENT);
    } catch (ChannelClosed | ChannelFailed refused) {
      expected.check(How.REFUSED);
      check(refused);
    } catch (Cancelled cancelled) {
      expected.check(How.CANCELLED);
      throw cancelled;
    }
  }

  /// @param iterates whether it asks an iterator
  /// @return null at the end
  @Nullable Value receive(Actor me, boolean iterates) {
    Expected expected = me.begin();
    if (expected.isPending()) {
      rules.receive(expected);
    }
    try {
      Value value = iterates ? next() : channel.receive();
      expected.check(value == null ? How.REFUSED : How.RECEIVED, 0, value);
      return value;
    } catch (ChannelClosed | ChannelFailed refused) {
      expected.check(How.REFUSED);
      check(refused);
      return null;
    } catch (Cancelled cancelled) {
      expected.check(How.CANCELLED);
      throw cancelled;
    }
  }

  private @Nullable Value next() {
    Iterator<Value> iterator = channel.iterator();
    return iterator.hasNext() ? iterator.next() : null;
  }

  /// For a task or a callback.
  boolean trySend(Value value) {
    boolean can = rules.canSend();
    boolean ended = rules.isEnded();
    if (can && !ended) {
      rules.put(value);
    }
    try {
      boolean sent = channel.trySend(value);
      assertThat(sent && !ended).as("trySend").isEqualTo(can);
      return sent;
    } catch (ChannelClosed | ChannelFailed refused) {
      assertThat(ended).as("trySend is refused by one that has ended").isTrue();
      check(refused);
      return false;
    }
  }

  /// For a task or a callback.
  void tryReceive() {
    boolean over = rules.isOver();
    Value expected = !over && rules.canReceive() ? rules.take() : null;
    try {
      assertThat(channel.tryReceive()).as("tryReceive").isEqualTo(expected);
      assertThat(over).as("tryReceive is refused at the end").isFalse();
    } catch (ChannelClosed | ChannelFailed refused) {
      assertThat(over).as("tryReceive is refused at the end only").isTrue();
      check(refused);
    }
  }

  void close() {
    rules.close();
    channel.close();
  }

  void fail(Throwable cause) {
    rules.fail(cause);
    channel.fail(cause);
  }

  /// What a refusal says is what is so when it is seen.
  void check(RuntimeException refused) {
    Throwable failure = rules.failure();
    assertThat(refused.getCause()).as("why it is refused").isSameAs(failure);
    assertThat(refused).isInstanceOf(failure == null ? ChannelClosed.class : ChannelFailed.class);
  }
}
