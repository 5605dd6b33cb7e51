package io.weightless.check.bench.observe;

import io.weightless.check.bench.harness.Benchmark;
import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.Contest;
import io.weightless.check.bench.harness.Entrant;
import io.weightless.check.bench.harness.Metric;
import io.weightless.check.bench.harness.Notes;
import io.weightless.check.bench.harness.Settings;
import io.weightless.check.bench.harness.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Messages through components, beside calls, proxies and buses.
public final class ObserveBenchmark implements Benchmark {
  private static final List<Metric> NANOS = List.of(Metric.cost("", "ns"));
  private static final List<Integer> HOPS = List.of(1, 3, 10);
  private static final List<Integer> QUICK_HOPS = List.of(1, 10);

  @Override
  public String name() {
    return "observe";
  }

  @Override
  public String about() {
    return "a message by call, tell, any and all through 1, 3 and 10 components";
  }

  @Override
  public Session open(Settings settings, Children children, Notes notes) {
    List<String> works = works(settings.whole() ? HOPS : QUICK_HOPS);
    List<Entrant> entrants =
        List.of(
            forked(Subject.OURS, works),
            forked("transparent", works),
            forked("direct", works),
            forked("proxy", works),
            forked("eventbus", works));
    notes.add(
        "observe: N hops are N components between the one that sends and the one that answers;"
            + " transparent is ours with components that have no methods of their own, direct has"
            + " each next one in a field, proxy is java.lang.reflect.Proxy;");
    notes.add(
        "observe: eventbus is Guava's, with an answer written into the event; it has one way of"
            + " sending, which is the same in each row");
    int rounds = settings.whole() ? settings.rounds() : 1;
    String millis = Long.toString(settings.spin().toMillis());
    return new Opened(
        works.stream()
            .map(work ->
                new Contest(
                    "observe." + work,
                    Entrant.subjects(entrants, List.of(work, millis), NANOS, children),
                    rounds))
            .toList());
  }

  private static List<String> works(List<Integer> hops) {
    List<String> works = new ArrayList<>();
    for (String way : List.of("call", "tell", "any", "all")) {
      hops.forEach(count -> works.add(way + "-" + count));
    }
    return works;
  }

  private static Entrant forked(String name, List<String> works) {
    return Entrant.forked(name, Set.copyOf(works), ObserveProgram.class, List.of());
  }

  /// Nothing is held between rounds.
  private record Opened(List<Contest> contests) implements Session {
    @Override
    public void close() {}
  }
}
