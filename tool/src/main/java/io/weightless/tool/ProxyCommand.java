package io.weightless.tool;

import io.weightless.net.Address;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `weightless proxy LISTEN TARGET`: hands connections on, until it is told to stop.
@Command(
    name = "proxy",
    description =
        "Hands connections, of TCP or Unix sockets, on to another address; a log goes to standard"
            + " output. Where the system can, their bytes do not enter this process.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "SIGTERM and Ctrl-C drain: open connections go on, for at most 30 seconds.",
      "",
      "Examples:",
      "  weightless proxy 127.0.0.1:8080 192.0.2.7:80",
      "  weightless proxy --tee requests.log 127.0.0.1:8080 127.0.0.1:8081",
      "  weightless proxy 0.0.0.0:8080 unix:/run/app.sock"
    })
final class ProxyCommand implements Callable<Integer> {
  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Parameters(
      index = "0",
      paramLabel = "LISTEN",
      description = "Where clients connect, HOST:PORT or unix:PATH; port 0 is any.")
  private String listen = "";

  @Parameters(index = "1", paramLabel = "TARGET", description = "Where they get to.")
  private String target = "";

  @Option(
      names = "--tee",
      paramLabel = "FILE",
      description = "Appends what clients send to FILE, too, as it comes.")
  private @Nullable Path tee;

  @Option(
      names = "--connections",
      defaultValue = "4096",
      description =
          "How many at a time (${DEFAULT-VALUE}), or one for each 6 descriptors that 'ulimit -n'"
              + " gives, 8 with --tee; more wait in the backlog.")
  private int connections;

  @Mixin private final BackendOption backend = new BackendOption();

  @Option(names = "--quiet", description = "No log.")
  private boolean quiet;

  private final Termination termination;
  private final BooleanSupplier verbose;

  ProxyCommand(Termination termination, BooleanSupplier verbose) {
    this.termination = termination;
    this.verbose = verbose;
  }

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (connections < 1) {
      throw mistake("there can be 1 connection or more, not " + connections);
    }
    Voice voice = new Voice(spec.commandLine().getErr(), verbose);
    Relay relay =
        new Relay(address(listen), address(target), tee, connections, quiet ? null : System.out);
    Workers serving =
        Workers.start(new Workers.Plan(1, backend::open, relay, GRACE), voice, Workers.Pauses.REAL);
    termination.onRequest(serving::drain);
    voice.say(
        "proxying " + relay.place() + " to " + address(target) + " (" + relay.backend() + ")");
    serving.join(PATIENCE);
    return 0;
  }

  private Address address(String text) {
    try {
      return Address.parse(text);
    } catch (IllegalArgumentException e) {
      throw mistake(String.valueOf(e.getMessage()));
    }
  }

  private ParameterException mistake(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
