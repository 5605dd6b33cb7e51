package io.weightless.check.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.channel.Channel;
import io.weightless.inspect.Difference;
import io.weightless.inspect.Happening;
import io.weightless.inspect.Happening.Kind;
import io.weightless.inspect.SeenChannel;
import io.weightless.inspect.SeenTask;
import io.weightless.inspect.Snapshot;
import io.weightless.inspect.Watch;
import io.weightless.reactor.TaskInfo.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What tasks say of themselves, which is what has to be seen of them.
final class Census {
  /// One of them, from just before it is started until it ends.
  static final class Entry {
    final String name;
    final String parent;

    /// How many scopes it is in.
    int scopes;

    /// Whether it waits for a lock, or will go on with it.
    boolean locking;

    Entry(String name, String parent) {
      this.name = name;
      this.parent = parent;
    }
  }

  private final Map<String, Entry> living = new LinkedHashMap<>();
  private final Map<String, Long> turns = new HashMap<>();
  private final Map<Long, Integer> sent = new HashMap<>();
  private final Map<Long, Integer> received = new HashMap<>();
  private final Channel<Integer> channel;
  private final Watch watch = Watch.open();
  private final List<String> ended = new ArrayList<>();
  private final List<String> lastTurns = new ArrayList<>();
  private long told;

  /// Of the channel: how many calls have begun and were not cancelled, and how many have returned.
  int sending;

  int sendings;
  int receiving;
  int receivings;

  private Snapshot before = Snapshot.take();
  private Set<String> livingBefore;

  Census(Entry main, Channel<Integer> channel) {
    this.channel = channel;
    living.put(main.name, main);
    livingBefore = Set.copyOf(living.keySet());
  }

  /// The calling task, as it is seen before all else.
  static Entry caller() {
    SeenTask seen =
        Snapshot.take().tasks().stream()
            .filter(one -> one.state() == State.RUNNING)
            .findFirst()
            .orElseThrow();
    Entry caller = new Entry(seen.name(), "");
    caller.scopes = seen.scopes().size();
    return caller;
  }

  Entry begin(String name, Entry parent) {
    Entry entry = new Entry(name, parent.name);
    living.put(name, entry);
    return entry;
  }

  void end(Entry entry) {
    living.remove(entry.name);
    ended.add(entry.name);
  }

  /// Whether only two are left: the one that began, and the reader.
  boolean isQuiet() {
    return living.size() == 2;
  }

  /// Looks, by the task of `looker`.
  void check(Entry looker) {
    follow();
    Snapshot now = Snapshot.take();
    Map<Long, String> names = new HashMap<>();
    now.tasks().forEach(task -> names.put(task.id(), task.name()));
    assertThat(names.values()).containsExactlyInAnyOrderElementsOf(living.keySet());
    now.tasks().forEach(task -> check(task, names, looker));
    now.channels().forEach(this::check);
    check(now.since(before));
    before = now;
    livingBefore = Set.copyOf(living.keySet());
  }

  private void check(SeenTask task, Map<Long, String> names, Entry looker) {
    Entry entry = living.get(task.name());
    assertThat(names.getOrDefault(task.parent(), "")).isEqualTo(entry.parent);
    assertThat(task.scopes()).hasSize(entry.scopes);
    assertThat(task.state() == State.RUNNING).isEqualTo(entry == looker);
    assertThat(task.awaits() != null).isEqualTo(task.state() == State.WAITING);
    if (task.awaits() != null && entry.locking) {
      assertThat(task.awaits()).startsWith("Lock[held by ");
    }
    if (entry != looker) { // whose turn is not over
      assertThat(task.turns()).isEqualTo(turns.getOrDefault(task.name(), 0L));
    }
  }

  /// What is under way may count or not.
  private void check(SeenChannel seen) {
    assertThat(seen.sent()).isBetween((long) sendings, (long) sending);
    assertThat(seen.received()).isBetween((long) receivings, (long) receiving);
    assertThat(seen.buffered()).isEqualTo((int) (seen.sent() - seen.received()));
    assertThat(seen.sent()).isEqualTo(sent.getOrDefault(seen.id(), 0).longValue());
    assertThat(seen.received()).isEqualTo(received.getOrDefault(seen.id(), 0).longValue());
    assertThat(seen.sendersWaiting() - seen.receiversWaiting()).isEqualTo(channel.balance());
  }

  private void check(Difference difference) {
    assertThat(names(difference.begun())).isEqualTo(minus(living.keySet(), livingBefore));
    assertThat(names(difference.ended())).isEqualTo(minus(livingBefore, living.keySet()));
  }

  private static Set<String> names(List<SeenTask> tasks) {
    return tasks.stream().map(SeenTask::name).collect(Collectors.toSet());
  }

  private static Set<String> minus(Set<String> some, Set<String> others) {
    return some.stream().filter(one -> !others.contains(one)).collect(Collectors.toSet());
  }

  /// Takes in what has happened since the last time.
  private void follow() {
    for (Happening one : watch.after(told)) {
      assertThat(one.number()).isEqualTo(told + 1);
      told = one.number();
      switch (one.kind()) {
        case TURN -> turns.merge(one.who(), 1L, Long::sum);
        case LAST_TURN -> lastTurns.add(one.who());
        case SENT -> sent.merge(one.channel(), 1, Integer::sum);
        case RECEIVED -> received.merge(one.channel(), 1, Integer::sum);
      }
      assertThat(one.kind() == Kind.TURN && lastTurns.contains(one.who())).isFalse();
    }
    assertThat(lastTurns).isEqualTo(ended);
  }

  void close() {
    watch.close();
  }
}
