package io.weightless.tool;

import io.weightless.http.admin.Admin;
import io.weightless.http.admin.Watched;
import io.weightless.net.Address;
import java.io.IOException;
import java.nio.file.Files;
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

/// `weightless serve DIR`: serves a directory over HTTP, or HTTPS, until it is told to stop, then
/// drains.
@Command(
    name = "serve",
    description = "Serves a directory over HTTP or HTTPS; an access log goes to standard output.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "SIGTERM and Ctrl-C drain: running downloads finish, for at most 30 seconds.",
      "Workers share nothing but the port; one that fails is reported and started anew.",
      "",
      "Examples:",
      "  weightless serve docs",
      "  weightless serve --port 0 --quiet build/site    any free port, no access log",
      "  weightless serve --demo .                       /plaintext, /echo, /ws and /sse, too",
      "  weightless serve --workers 4 docs               uses four processors",
      "  weightless serve --self-signed docs             https://127.0.0.1:8080, to try it",
      "  weightless serve --admin 9090 docs              curl http://127.0.0.1:9090/ tells more",
      "  weightless serve --tls-cert fullchain.pem --tls-key privkey.pem \\",
      "    --host 0.0.0.0 --port 443 --redirect-from 80 docs"
    })
final class ServeCommand implements Callable<Integer> {
  private static final Duration GRACE = Duration.ofSeconds(30);

  /// Beyond that, for what was cut to close.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final int MAX_WORKERS = 1024;

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

  @Option(
      names = "--workers",
      defaultValue = "1",
      description = "Event loops, each on a thread of its own (${DEFAULT-VALUE}).")
  private int workers;

  @Mixin private final BackendOption backend = new BackendOption();

  @Mixin private final EncryptionOptions tls = new EncryptionOptions();

  @Option(
      names = "--demo",
      description = "Adds GET /plaintext, POST /echo, the WebSocket /ws and events at /sse.")
  private boolean demo;

  @Option(
      names = "--admin",
      paramLabel = "PORT",
      description = {
        "Shows what goes on inside, on this port of 127.0.0.1; 0 picks a free one.",
        "Whoever has an account on this machine can see it."
      })
  private @Nullable Integer admin;

  @Option(names = "--quiet", description = "No access log.")
  private boolean quiet;

  private final Termination termination;
  private final BooleanSupplier verbose;

  ServeCommand(Termination termination, BooleanSupplier verbose) {
    this.termination = termination;
    this.verbose = verbose;
  }

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    checkArguments();
    Voice voice = new Voice(spec.commandLine().getErr(), verbose);
    Site.Content content = new Site.Content(directory, demo, !quiet);
    Address wanted = new Address(host, port);
    Encryption encryption = tls.encryption(wanted);
    Site site = new Site(content, wanted, encryption, workers);
    Watched watched = new Watched();
    try (Admin inside = admin(watched)) {
      Workers serving =
          start(new Workers.Plan(workers, backend::open, site, GRACE, watched), voice);
      termination.onRequest(serving::drain);
      voice.say(readyLines(site.place(), encryption, inside));
      serving.join(PATIENCE);
    }
    return 0;
  }

  /// Before anything is served, so that nothing is when its port is taken. Null for none.
  private @Nullable Admin admin(Watched watched) throws IOException {
    return admin == null ? null : Admin.open(new Address("127.0.0.1", admin), watched);
  }

  private Workers start(Workers.Plan plan, Voice voice) throws Exception {
    try {
      return Workers.start(plan, voice, Workers.Pauses.REAL);
    } catch (UnsupportedOperationException e) {
      if (workers == 1) {
        throw e; // it has nothing to share
      }
      throw mistake("--workers " + workers + " is not possible: " + e.getMessage());
    }
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
    checkPort(port);
    if (admin != null) {
      checkPort(admin);
    }
    if (workers < 1 || workers > MAX_WORKERS) {
      throw mistake("there can be 1 to " + MAX_WORKERS + " workers, not " + workers);
    }
  }

  private void checkPort(int wanted) {
    if (wanted < 0 || wanted > 65_535) {
      throw mistake("a port is 0 to 65535, not " + wanted);
    }
  }

  private String readyLines(
      Site.Place place, @Nullable Encryption encryption, @Nullable Admin inside) {
    String loops = workers + (workers == 1 ? " worker" : " workers");
    String scheme = encryption == null ? "http://" : "https://";
    String what = "serving " + directory + " on " + scheme + place.address();
    StringBuilder lines = new StringBuilder(what + " (" + place.backend() + ", " + loops + ")");
    if (encryption != null && encryption.fingerprint() != null) {
      lines.append(System.lineSeparator());
      lines.append("its certificate has the SHA-256 fingerprint ").append(encryption.fingerprint());
    }
    if (place.redirects() != null) {
      lines.append(System.lineSeparator());
      lines.append("redirecting from http://").append(place.redirects());
    }
    if (inside != null) {
      lines.append(System.lineSeparator());
      lines.append("admin on http://").append(inside.address());
    }
    return lines.toString();
  }

  private ParameterException mistake(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
