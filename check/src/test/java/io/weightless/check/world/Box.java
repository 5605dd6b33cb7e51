package io.weightless.check.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.channel.ChannelClosed;
import io.weightless.channel.ChannelFailed;
import io.weightless.channel.Mailbox;
import io.weightless.channel.Select;
import io.weightless.reactor.Cancelled;
import io.weightless.scope.Task;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A mailbox, and what went in and came out.
final class Box {
  private final int capacity = Choice.between(1, 4);
  final Mailbox<Value> mailbox = Mailbox.buffered(capacity);
  private final Tally tally;
  private final Set<Value> taken = new HashSet<>();
  private final Set<Value> refused = new HashSet<>();
  private final Set<Value> received = new HashSet<>();

  /// How many were taken, and not received yet.
  private int inside;

  /// How many tasks receive, or wait for it.
  private int receiving;

  /// It is failed: what it has taken may be lost.
  private boolean isLost;

  Box(Tally tally) {
    this.tally = tally;
  }

  void lose() {
    isLost = true;
  }

  /// By a task of any host.
  void send(Value value) {
    try {
      mailbox.send(value);
      take(value);
    } catch (ChannelClosed | ChannelFailed end) {
      tally.count("refused");
      refuse(value);
    } catch (Cancelled cancelled) {
      refuse(value);
      throw cancelled;
    }
  }

  void trySend(Value value) {
    tally.count("try");
    try {
      if (mailbox.trySend(value)) {
        take(value);
      } else {
        refuse(value);
      }
    } catch (ChannelClosed | ChannelFailed end) {
      refuse(value);
    }
  }

  /// What was taken and not received is in the mailbox, or on its way to one who receives.
  private void take(Value value) {
    taken.add(value);
    if (!received.contains(value)) {
      inside++;
    }
    assertThat(isLost || inside <= capacity + receiving)
        .as(
            "%s is within its capacity with %s inside, and %s who receive",
            mailbox, inside, receiving)
        .isTrue();
  }

  private void refuse(Value value) {
    refused.add(value);
    assertThat(received).as("what a send has not sent").doesNotContain(value);
  }

  /// By a task of its host, until the end.
  void receiveAll() {
    Map<Integer, Integer> last = new HashMap<>();
    Value value = receive();
    while (value != null) {
      assertThat(received.add(value)).as("%s is received for the first time", value).isTrue();
      if (taken.contains(value)) {
        inside--;
      }
      assertThat(refused).as("what is received was sent").doesNotContain(value);
      Integer before = last.put(value.sender(), value.number());
      assertThat(before == null || before < value.number())
          .as("%s comes behind %s", value, before)
          .isTrue();
      assertThat(mailbox.statistics().buffered()).as("what it keeps").isLessThanOrEqualTo(capacity);
      if (Choice.oneOf(2)) {
        Task.sleep(Choice.upTo(4)); // so that it is full now and then
      }
      value = receive();
    }
  }

  /// @return null at the end
  private @Nullable Value receive() {
    receiving++;
    try {
      if (Choice.oneOf(2)) {
        return mailbox.receive();
      }
      tally.count("select");
      Value value = null;
      boolean[] isOver = {false};
      while (value == null && !isOver[0]) {
        value =
            Select.<@Nullable Value>first(
                Select.receive(
                    mailbox,
                    one -> one,
                    () -> {
                      isOver[0] = true;
                      return null;
                    }),
                Select.after(Choice.upTo(5)));
      }
      return value;
    } catch (ChannelClosed | ChannelFailed end) {
      return null;
    } finally {
      receiving--;
    }
  }

  /// When all is over; what was refused was looked at then.
  void check() {
    if (!isLost) {
      assertThat(received).as("all that was taken").isEqualTo(taken);
    }
  }
}
