package io.weightless.tool;

import io.weightless.simulation.Campaign;
import io.weightless.simulation.Fault;
import io.weightless.simulation.Faults;
import io.weightless.simulation.Scenario;
import io.weightless.simulation.Seeds;
import io.weightless.simulation.SimulationFailed;
import io.weightless.simulation.Verdict;
import java.io.BufferedWriter;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `weightless simulate PROGRAM`: runs a scenario from many seeds, names those that fail, and says
/// how to see each of them again.
@Command(
    name = "simulate",
    description = "Runs a simulation from many seeds; exit 1 when one of them fails.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "PROGRAM is a class that implements io.weightless.simulation.Scenario.",
      "",
      "Examples:",
      "  weightless simulate examples/LeaderElection.java --seeds 1..1000",
      "  weightless simulate examples/LeaderElection.java --seeds 42 --trace trace.txt",
      "  weightless simulate Mine.java --faults lost,slow"
    })
final class SimulateCommand implements Callable<Integer> {
  private static final Pattern PLAIN = Pattern.compile("[\\w./,:@%+=-]+");

  private final BooleanSupplier verbose;

  @Parameters(paramLabel = "FILE.java|JAR|CLASS", description = "The scenario.")
  private String program = "";

  @Option(
      names = "--seeds",
      paramLabel = "A..B",
      defaultValue = "1..100",
      description = "The seeds, or one of them; ${DEFAULT-VALUE} unless you say otherwise.")
  private String seeds = "";

  @Option(
      names = "--faults",
      paramLabel = "all|none|LIST",
      description =
          "What may go wrong, in place of what the scenario asks for: all, none, or some.")
  private @Nullable String faults;

  @Option(
      names = "--trace",
      paramLabel = "FILE",
      description = "Writes a line for each turn, timer and arrival of one seed.")
  private @Nullable Path trace;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  SimulateCommand(BooleanSupplier verbose) {
    this.verbose = verbose;
  }

  @Override
  public Integer call() throws IOException {
    try (ScenarioFile file = ScenarioFile.load(program)) {
      Campaign campaign = Campaign.of(file.scenario());
      if (faults != null) {
        campaign = campaign.with(chosen(faults));
      }
      Seeds chosen = Seeds.parse(seeds);
      return trace == null ? run(campaign, chosen) : trace(campaign, chosen, trace);
    } catch (Mistake | IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private int run(Campaign campaign, Seeds chosen) {
    PrintWriter err = spec.commandLine().getErr();
    ProgressBar bar = new ProgressBar(err, isOnTerminal());
    int[] told = {0};
    Verdict verdict =
        campaign
            .telling(soFar -> {
              if (soFar.failures().size() > told[0]) {
                bar.clear();
                tell(soFar.failures().get(told[0]++));
              }
              bar.show(soFar.tried(), chosen.count(), soFar.toString());
            })
            .run(chosen);
    bar.clear();
    spec.commandLine().getOut().println(verdict);
    if (!verdict.neverStruck().isEmpty()) {
      err.println(
          "these faults never struck, so nothing is known of them: " + verdict.neverStruck());
    }
    return verdict.isGood() && verdict.neverStruck().isEmpty() ? 0 : 1;
  }

  /// There may be none, whatever this JDK says of it.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isOnTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  private void tell(SimulationFailed failure) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(failure.getMessage());
    out.println("  again: " + again(failure.seed()));
    if (verbose.getAsBoolean()) {
      failure.printStackTrace(out);
    }
    out.flush();
  }

  /// What a user types to see it again.
  private String again(long seed) {
    String same = faults == null ? "" : " --faults " + quoted(faults);
    return "./weightless simulate " + quoted(program) + " --seeds " + seed + same;
  }

  /// As a shell takes it for one word.
  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  private int trace(Campaign campaign, Seeds chosen, Path file) throws IOException, Mistake {
    if (chosen.count() != 1) {
      throw new IllegalArgumentException("a trace is of one seed: --seeds 42 --trace " + file);
    }
    try (PrintWriter lines = new PrintWriter(writer(file))) {
      Scenario traced =
          simulation -> {
            campaign.scenario().prepare(simulation);
            simulation.trace(lines::println);
          };
      Campaign same = Campaign.of(traced);
      return run(campaign.faults() == null ? same : same.with(campaign.faults()), chosen);
    }
  }

  private static BufferedWriter writer(Path file) throws Mistake {
    try {
      return Files.newBufferedWriter(file);
    } catch (IOException e) {
      throw new Mistake("can't write the trace to " + file + ": " + e);
    }
  }

  private static Faults chosen(String names) {
    return switch (names) {
      case "all" -> Faults.all();
      case "none" -> Faults.none();
      default -> {
        Set<Fault> kinds = EnumSet.noneOf(Fault.class);
        Arrays.stream(names.split(",", -1)).map(SimulateCommand::fault).forEach(kinds::add);
        yield Faults.of(kinds.toArray(Fault[]::new));
      }
    };
  }

  private static Fault fault(String name) {
    return Arrays.stream(Fault.values())
        .filter(fault -> word(fault).equals(name.strip()))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no fault is called '"
                    + name
                    + "'; there are all, none, or some of "
                    + Arrays.stream(Fault.values())
                        .map(SimulateCommand::word)
                        .collect(Collectors.joining(","))));
  }

  /// As a user writes it: `short-read`.
  private static String word(Fault fault) {
    return fault.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
