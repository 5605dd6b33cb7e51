package io.weightless.tool;

import io.weightless.http.AccessLog;
import io.weightless.http.Demo;
import io.weightless.http.Handler;
import io.weightless.http.HttpServer;
import io.weightless.http.Limits;
import io.weightless.http.StaticFiles;
import io.weightless.net.Address;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `weightless serve DIR`: serves a directory over HTTP until it is told to stop, then drains.
@Command(
    name = "serve",
    description = "Serves a directory over HTTP; an access log goes to standard output.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "SIGTERM and Ctrl-C drain: running downloads finish, for at most 30 seconds.",
      "",
      "Examples:",
      "  weightless serve docs",
      "  weightless serve --port 0 --quiet build/site    any free port, no access log",
      "  weightless serve --demo .                       GET /plaintext and POST /echo, too"
    })
final class ServeCommand implements Callable<Integer> {
  private static final Duration GRACE = Duration.ofSeconds(30);

  @Parameters(paramLabel = "DIR", description = "What to serve.")
  private Path directory = Path.of("");

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "Address to listen on (${DEFAULT-VALUE}: this machine only).")
  private String host = "";

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "Port to listen on (${DEFAULT-VALUE}); 0 picks a free one.")
  private int port;

  @Option(names = "--workers", defaultValue = "1", description = "Event loops; 1 for now.")
  private int workers;

  @Option(names = "--backend", description = "nio; by default the best that works here.")
  private @Nullable String backend;

  @Option(names = "--demo", description = "Adds GET /plaintext and POST /echo.")
  private boolean demo;

  @Option(names = "--quiet", description = "No access log.")
  private boolean quiet;

  private final Termination termination;

  ServeCommand(Termination termination) {
    this.termination = termination;
  }

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    checkArguments();
    try (Reactor reactor = openReactor()) {
      reactor.run(() -> serve(reactor));
    }
    return 0;
  }

  private void checkArguments() {
    if (!Files.exists(directory)) {
      throw mistake("no such directory: " + directory);
    }
    if (!Files.isDirectory(directory)) {
      throw mistake("not a directory: " + directory);
    }
    if (!Files.isReadable(directory) || !Files.isExecutable(directory)) {
      throw mistake("may not be read: " + directory);
    }
    if (port < 0 || port > 65_535) {
      throw mistake("a port is 0 to 65535, not " + port);
    }
    if (workers != 1) {
      throw mistake("--workers " + workers + " is not possible yet, only 1");
    }
  }

  private Reactor openReactor() {
    try {
      return backend == null ? Reactor.open() : Reactor.open(backend);
    } catch (IllegalArgumentException e) {
      throw mistake(String.valueOf(e.getMessage()));
    }
  }

  private void serve(Reactor reactor) throws Exception {
    Handler files = StaticFiles.below(directory);
    Handler handler = demo ? new Demo(files) : files;
    Scope.<@Nullable Void, Exception>run(scope -> {
      AccessLog log = quiet ? AccessLog.NONE : new AccessLines(reactor);
      Address address = new Address(host, port);
      HttpServer server = HttpServer.listen(scope, address, handler, Limits.DEFAULT, log);
      Task<?> untilTold = scope.start("until told to end", ServeCommand::sleep);
      termination.onRequest(() -> reactor.post(() -> untilTold.cancel("told to end")));
      announce(reactor, server.address());
      waitFor(untilTold);
      drain(server);
      return null;
    });
  }

  private void announce(Reactor reactor, Address address) {
    say(
        "serving "
            + directory
            + " on http://"
            + address
            + " ("
            + reactor.backendName()
            + ", 1 worker)");
  }

  private static void sleep() {
    Task.sleep(Duration.ofDays(36_500));
  }

  private static void waitFor(Task<?> untilTold) {
    try {
      untilTold.await();
    } catch (CancellationException told) {
      // which is what it was waiting for
    }
  }

  private void drain(HttpServer server) {
    int open = server.connections();
    if (open > 0) {
      say("draining " + open + (open == 1 ? " connection" : " connections") + ", at most 30 s");
    }
    if (!server.drain(GRACE)) {
      say("some connections were cut");
    }
  }

  private void say(String line) {
    spec.commandLine().getErr().println(line);
  }

  private ParameterException mistake(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
