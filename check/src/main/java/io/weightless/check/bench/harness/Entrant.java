package io.weightless.check.bench.harness;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Who takes part in a benchmark, by a program that is started anew for each round.
///
/// @param works what it does; it is left out of all else
public record Entrant(String name, Set<String> works, Start start) {

  /// Virtual threads of the JDK on one carrier.
  public static final List<String> ONE_WORKER =
      List.of(
          "-Djdk.virtualThreadScheduler.parallelism=1",
          "-Djdk.virtualThreadScheduler.maxPoolSize=1");

  /// Gives the command for a piece of work and its amount.
  public interface Start {
    List<String> command(List<String> work);
  }

  /// One that `main` runs in a Java machine of its own, with its name before the work.
  public static Entrant forked(String name, Set<String> works, Class<?> main, List<String> flags) {
    return new Entrant(name, works, work -> command(name, main, flags, work));
  }

  /// The command of a forked one.
  public static List<String> command(
      String name, Class<?> main, List<String> flags, List<String> work) {
    return Fork.command(flags, main, Stream.concat(Stream.of(name), work.stream()).toList());
  }

  /// Those of `entrants` that do this work.
  ///
  /// @param work and its amount
  public static List<ForkedSubject> subjects(
      List<Entrant> entrants, List<String> work, List<Metric> metrics, Children children) {
    return entrants.stream()
        .filter(entrant -> entrant.works.contains(work.getFirst()))
        .map(one -> new ForkedSubject(one.name, one.start.command(work), metrics, children))
        .toList();
  }
}
