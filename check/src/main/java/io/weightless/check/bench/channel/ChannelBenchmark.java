package io.weightless.check.bench.channel;

import io.weightless.check.bench.harness.Benchmark;
import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.ClassPath;
import io.weightless.check.bench.harness.Contest;
import io.weightless.check.bench.harness.Entrant;
import io.weightless.check.bench.harness.GoProgram;
import io.weightless.check.bench.harness.Metric;
import io.weightless.check.bench.harness.Notes;
import io.weightless.check.bench.harness.Settings;
import io.weightless.check.bench.harness.Subject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Channels between the tasks of one reactor, and mailboxes between reactors, beside Go's, Kotlin's
/// and jox's channels and the JDK's queues.
public final class ChannelBenchmark implements Benchmark {
  private static final List<Metric> NANOS = List.of(Metric.cost("", "ns"));
  private static final int QUICK_ROUNDS = 2;

  private static final List<String> WORKS =
      List.of("rendezvous", "buffered", "select-4", "across", "across-trip");

  private static final Set<String> ALL = Set.copyOf(WORKS);
  private static final Set<String> ACROSS = Set.of("across", "across-trip");
  private static final Set<String> ON_ONE = Set.of("rendezvous", "buffered", "select-4");

  @Override
  public String name() {
    return "channel";
  }

  @Override
  public String about() {
    return "a value's way to another task, by channel, select or mailbox";
  }

  @Override
  public Session open(Settings settings, Children children, Notes notes)
      throws IOException, InterruptedException {
    List<Entrant> entrants = new ArrayList<>(onTheJvm());
    entrants.addAll(inGo(children, notes));
    notes.add(
        "channel: %s; buffers of %d; no selecting from the JDK's queues"
            .formatted(ClassPath.peers(), HandOver.CAPACITY));
    notes.add(
        "channel: across threads weightless, kotlin, go-locked and array-queue-platform have two;"
            + " go, jox and array-queue may stay on one");
    int rounds = settings.whole() ? settings.rounds() : QUICK_ROUNDS;
    String millis = Long.toString(settings.spin().toMillis());
    return new Opened(
        WORKS.stream()
            .map(work ->
                new Contest(
                    "channel." + work,
                    Entrant.subjects(entrants, List.of(work, millis), NANOS, children),
                    rounds))
            .toList());
  }

  /// Ours first; those on one carrier are for what happens on one thread.
  private static List<Entrant> onTheJvm() {
    return List.of(
        forked(Subject.OURS, ALL, List.of()),
        forked("bare-loop", Set.of("rendezvous"), List.of()),
        forked("kotlin", ALL, List.of()),
        forked("jox", ALL, List.of()),
        forked("jox-1", ON_ONE, Entrant.ONE_WORKER),
        forked("synchronous-queue", Set.of("rendezvous"), List.of()),
        forked("synchronous-queue-1", Set.of("rendezvous"), Entrant.ONE_WORKER),
        forked("array-queue", Set.of("buffered", "across", "across-trip"), List.of()),
        forked("array-queue-1", Set.of("buffered"), Entrant.ONE_WORKER),
        forked("array-queue-platform", ACROSS, List.of()),
        forked("linked-queue", Set.of("buffered"), List.of()),
        forked("linked-queue-1", Set.of("buffered"), Entrant.ONE_WORKER));
  }

  private static Entrant forked(String name, Set<String> works, List<String> flags) {
    return Entrant.forked(name, works, ChannelProgram.class, flags);
  }

  /// None where Go can't be had; the notes say so.
  private static List<Entrant> inGo(Children children, Notes notes) throws InterruptedException {
    try {
      GoProgram go = GoProgram.build(ChannelBenchmark.class, "channels.go", children);
      notes.add("channel: " + go.version());
      return List.of(
          new Entrant("go", ALL, go::command),
          new Entrant("go-locked", ACROSS, work -> go.command(locked(work))));
    } catch (IOException e) {
      notes.add("channel go left out: " + e.getMessage());
      return List.of();
    }
  }

  private static List<String> locked(List<String> work) {
    return Stream.concat(work.stream(), Stream.of("locked")).toList();
  }

  /// Nothing is held between rounds.
  private record Opened(List<Contest> contests) implements Session {
    @Override
    public void close() {}
  }
}
