package io.weightless.check.bench.event;

import io.weightless.check.bench.harness.Benchmark;
import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.Contest;
import io.weightless.check.bench.harness.Entrant;
import io.weightless.check.bench.harness.Metric;
import io.weightless.check.bench.harness.Notes;
import io.weightless.check.bench.harness.Settings;
import io.weightless.check.bench.harness.Subject;
import java.util.List;
import java.util.Set;

/// Events to some handlers, beside Guava's bus.
public final class EventBenchmark implements Benchmark {
  private static final List<Metric> NANOS = List.of(Metric.cost("", "ns"));
  private static final List<String> HANDLERS = List.of("1", "10", "100");

  @Override
  public String name() {
    return "event";
  }

  @Override
  public String about() {
    return "an event to 1, 10 and 100 handlers";
  }

  @Override
  public Session open(Settings settings, Children children, Notes notes) {
    List<Entrant> entrants =
        List.of(forked(Subject.OURS), forked("call"), forked("eventbus"), forked("loop"));
    notes.add(
        "event: ours is fired and handled in another turn, a thousand at a time; call is ours, each"
            + " answered by all handlers and awaited; eventbus is Guava's, which calls in the"
            + " posting thread; loop is a list of lambdas;");
    int rounds = settings.whole() ? settings.rounds() : 1;
    String millis = Long.toString(settings.spin().toMillis());
    return new Opened(
        HANDLERS.stream()
            .map(handlers ->
                new Contest(
                    "event." + handlers,
                    Entrant.subjects(entrants, List.of(handlers, millis), NANOS, children),
                    rounds))
            .toList());
  }

  private static Entrant forked(String name) {
    return Entrant.forked(name, Set.copyOf(HANDLERS), EventProgram.class, List.of());
  }

  /// Nothing is held between rounds.
  private record Opened(List<Contest> contests) implements Session {
    @Override
    public void close() {}
  }
}
