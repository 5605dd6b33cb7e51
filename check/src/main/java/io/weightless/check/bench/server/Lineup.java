package io.weightless.check.bench.server;

import io.weightless.check.bench.harness.Benchmark;
import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.Contest;
import io.weightless.check.bench.harness.Notes;
import io.weightless.check.bench.harness.Subject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Servers that run for a whole benchmark, and the contests between them.
public final class Lineup implements Benchmark.Session {
  private final String benchmark;
  private final Notes notes;
  private final List<Server> servers = new ArrayList<>();
  private final List<Contest> contests = new ArrayList<>();

  private Lineup(String benchmark, Notes notes) {
    this.benchmark = benchmark;
    this.notes = notes;
  }

  /// Starts them; one that can't be had here is named in `notes` and left out.
  ///
  /// @param benchmark its name, the first part of the name of each contest
  public static Lineup start(
      String benchmark, List<Launch> launches, Children children, Notes notes)
      throws IOException, InterruptedException {
    return start(benchmark, Versions.line(children), launches, children, notes);
  }

  /// The same with other words about the versions of those that take part.
  public static Lineup start(
      String benchmark, String versions, List<Launch> launches, Children children, Notes notes)
      throws InterruptedException {
    notes.add(benchmark + ": " + versions);
    var lineup = new Lineup(benchmark, notes);
    try {
      for (Launch launch : launches) {
        lineup.start(launch, children);
      }
      return lineup;
    } catch (InterruptedException | RuntimeException e) {
      lineup.close();
      throw e;
    }
  }

  private void start(Launch launch, Children children) throws InterruptedException {
    try {
      servers.add(launch.start(children));
    } catch (IOException e) {
      notes.add(benchmark + " " + launch.name() + " left out: " + e.getMessage());
    }
  }

  /// Adds a contest.
  ///
  /// @param name its own part of it
  /// @param entry makes the subject for a server
  public void enter(String name, Function<Server, Subject> entry) {
    contests.add(new Contest(benchmark + "." + name, servers.stream().map(entry).toList()));
  }

  @Override
  public List<Contest> contests() {
    return List.copyOf(contests);
  }

  @Override
  public void close() {
    servers.forEach(Server::close);
  }
}
