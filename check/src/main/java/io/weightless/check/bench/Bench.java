package io.weightless.check.bench;

import io.weightless.check.bench.channel.ChannelBenchmark;
import io.weightless.check.bench.client.ClientBenchmark;
import io.weightless.check.bench.component.ComponentBenchmark;
import io.weightless.check.bench.coroutine.CoroutineBenchmark;
import io.weightless.check.bench.deferred.DeferredBenchmark;
import io.weightless.check.bench.event.EventBenchmark;
import io.weightless.check.bench.fair.FairBenchmark;
import io.weightless.check.bench.fiber.FiberBenchmark;
import io.weightless.check.bench.files.FilesBenchmark;
import io.weightless.check.bench.files.StaticBenchmark;
import io.weightless.check.bench.harness.Benchmark;
import io.weightless.check.bench.harness.Children;
import io.weightless.check.bench.harness.Contest;
import io.weightless.check.bench.harness.Machine;
import io.weightless.check.bench.harness.Notes;
import io.weightless.check.bench.harness.Rounds;
import io.weightless.check.bench.harness.Row;
import io.weightless.check.bench.harness.Settings;
import io.weightless.check.bench.http.HttpBenchmark;
import io.weightless.check.bench.idle.IdleBenchmark;
import io.weightless.check.bench.observe.ObserveBenchmark;
import io.weightless.check.bench.proxy.ProxyBenchmark;
import io.weightless.check.bench.syscalls.SyscallsBenchmark;
import io.weightless.check.bench.task.TaskBenchmark;
import io.weightless.check.bench.tls.TlsBenchmark;
import io.weightless.check.bench.udp.UdpBenchmark;
import io.weightless.check.bench.websocket.WebSocketBenchmark;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;

/// The command `./bench`: results on standard output, progress and notes on standard error.
///
/// Exit status: 0 with rows, 1 without any, 2 for a mistake of the user.
public final class Bench {
  private static final SequencedMap<String, Benchmark> ALL = new LinkedHashMap<>();

  static {
    for (Benchmark benchmark :
        List.of(
            new TaskBenchmark(),
            new ChannelBenchmark(),
            new DeferredBenchmark(),
            new FiberBenchmark(),
            new CoroutineBenchmark(),
            new ComponentBenchmark(),
            new ObserveBenchmark(),
            new EventBenchmark(),
            new HttpBenchmark(),
            new StaticBenchmark(),
            new FilesBenchmark(),
            new ClientBenchmark(),
            new FairBenchmark(),
            new IdleBenchmark(),
            new SyscallsBenchmark(),
            new ProxyBenchmark(),
            new TlsBenchmark(),
            new UdpBenchmark(),
            new WebSocketBenchmark())) {
      ALL.put(benchmark.name(), benchmark);
    }
  }

  private final Arguments arguments;
  private final Notes notes = new Notes(System.err);

  private Bench(Arguments arguments) {
    this.arguments = arguments;
  }

  public static void main(String[] words) {
    System.exit(status(List.of(words)));
  }

  private static int status(List<String> words) {
    try {
      return new Bench(Arguments.parse(words, ALL.sequencedKeySet())).run();
    } catch (Arguments.Mistake e) {
      System.err.println("bench: " + e.getMessage());
      return 2;
    } catch (IOException e) {
      System.err.println("bench: " + e);
      return 1;
    } catch (InterruptedException _) {
      return 1; // told to end, and nobody reads the status
    }
  }

  private int run() throws IOException, InterruptedException {
    if (arguments.names().isEmpty()) {
      ALL.values().forEach(one -> System.out.printf("%-10s %s%n", one.name(), one.about()));
      return 0;
    }
    List<Row> rows;
    try (var children = Children.open()) {
      rows = rows(children);
    }
    if (rows.isEmpty()) {
      return 1;
    }
    show(new Report(Machine.describe(), notes.lines(), rows));
    return 0;
  }

  private List<Row> rows(Children children) throws InterruptedException {
    Settings settings = arguments.quick() ? Settings.quick() : Settings.full();
    List<Row> rows = new ArrayList<>();
    for (String name : arguments.names()) {
      try (var session = Objects.requireNonNull(ALL.get(name)).open(settings, children, notes)) {
        for (Contest contest : session.contests()) {
          rows.addAll(Rounds.run(contest, settings, notes));
        }
      } catch (IOException e) {
        notes.add(name + " left out: " + e.getMessage());
      }
    }
    return rows;
  }

  private void show(Report report) throws IOException {
    String text = arguments.markdown() ? report.markdown() : report.text();
    if (arguments.file().isEmpty()) {
      System.out.print(text);
    } else {
      Files.writeString(arguments.file().get(), text);
    }
  }
}
