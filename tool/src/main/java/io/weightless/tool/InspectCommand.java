package io.weightless.tool;

import io.weightless.reactor.Reactor;
import io.weightless.tool.inspect.Choice;
import io.weightless.tool.inspect.Endpoint;
import io.weightless.tool.inspect.LiveView;
import io.weightless.tool.inspect.Order;
import io.weightless.tool.inspect.Report;
import io.weightless.tool.inspect.View;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `weightless inspect HOST:PORT`: what a program does, by its admin endpoint.
@Command(
    name = "inspect",
    description =
        "Shows what a program does: its tasks and what each waits for, its components, channels and"
            + " streams, as top does for processes. The program has to have an admin endpoint.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Keys: 1 2 3 4 another view, s order, / filter, Enter why a task waits, ? help, q quit.",
      "Exit: 0; 1 when the program can't be reached at first; 2 for a mistake in these words.",
      "",
      "Examples:",
      "  weightless serve docs --admin 9000        a program that can be looked at",
      "  weightless inspect 127.0.0.1:9000         a live view of it",
      "  weightless inspect 9000 --sort held       who holds the loop?",
      "  weightless inspect 9000 --once --view streams | sort",
      "  weightless inspect 9000 --once --json | jq '.reactors[].snapshot.loop'",
      "  weightless inspect 9000 --why reader      why does that task wait?"
    })
final class InspectCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "HOST:PORT",
      description = "Its admin endpoint; a port alone is one of this machine.")
  private String place = "";

  @Option(names = "--once", description = "Prints one picture as plain text.")
  private boolean once;

  @Option(
      names = "--json",
      description = "With --once or --why: as JSON, as it comes from the program.")
  private boolean json;

  @Option(
      names = "--why",
      paramLabel = "TASK",
      description = "Prints why a task waits, by its id or name: the chain of who waits for whom.")
  private @Nullable String task;

  @Option(
      names = "--view",
      defaultValue = "tasks",
      description = "tasks, components, channels or streams; at first ${DEFAULT-VALUE}.")
  private View view = View.TASKS;

  @Option(
      names = "--sort",
      defaultValue = "tree",
      description = "tree, held, rate, age or name; at first ${DEFAULT-VALUE}.")
  private Order order = Order.TREE;

  @Option(
      names = "--filter",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Only lines that contain TEXT, and what is around them.")
  private String filter = "";

  @Option(
      names = "--every",
      paramLabel = "SECONDS",
      defaultValue = "1",
      description = "How long a picture stays; ${DEFAULT-VALUE}, from 0.1 to 60.")
  private double every;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  /// Of this process, which is not the one that is looked at: what it says would stand in the
  /// picture.
  private final Logger own = Logger.getLogger("io.weightless");

  private final Termination termination;

  InspectCommand(Termination termination) {
    this.termination = termination;
  }

  @Override
  public Integer call() throws Exception {
    check();
    own.setLevel(Level.OFF);
    try (Reactor reactor = Reactor.open()) {
      reactor.<IOException>run(() -> {
        try (Endpoint endpoint = Endpoint.open(place)) {
          inspect(endpoint);
        }
      });
    }
    return 0;
  }

  private void check() {
    if (json && !once && task == null) {
      throw mistake("--json is for --once and --why");
    }
    if (!(every >= 0.1 && every <= 60)) {
      throw mistake("--every is 0.1 to 60 seconds, not " + every);
    }
    try {
      place = Endpoint.place(place);
    } catch (IllegalArgumentException e) {
      throw mistake(String.valueOf(e.getMessage()));
    }
  }

  private void inspect(Endpoint endpoint) throws IOException {
    Choice choice = new Choice(view, order, filter);
    Duration length = Duration.ofMillis(Math.round(every * 1_000));
    if (task != null) {
      print(json ? Report.whyAsJson(endpoint, task) : Report.why(endpoint, task));
    } else if (json) {
      print(endpoint.snapshot() + "\n");
    } else if (once) {
      print(Report.of(place, endpoint, choice, length));
    } else {
      new LiveView(place, endpoint, choice, length).run(termination::onRequest);
    }
  }

  private static void print(String text) {
    System.out.print(text);
    System.out.flush();
  }

  private ParameterException mistake(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
