package io.weightless.check.bench.tls;

import io.weightless.check.bench.server.Server;
import io.weightless.check.bench.server.Site;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Clients that connect, ask once, and leave, again and again: `openssl s_time`.
///
/// @param resuming whether they come back with the session of the first time
record Visits(OpenSsl openssl, boolean resuming) {
  /// Each has one connection at a time. With two the server need not wait for either.
  private static final int CLIENTS = 2;

  /// @throws IOException if hardly any session was resumed, though all should be, or some were,
  ///   though none should
  Handshakes run(Server server, Duration time) throws IOException, InterruptedException {
    List<Process> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(openssl.start(arguments(server, Math.max(1, time.toSeconds()))));
    }
    Handshakes all = new Handshakes(0, 0);
    for (Process client : clients) {
      all = all.plus(Handshakes.parse(OpenSsl.lines(client)));
    }
    return checked(all);
  }

  /// It goes on into the second in which its time is over.
  private List<String> arguments(Server server, long seconds) {
    return List.of(
        "s_time",
        resuming ? "-reuse" : "-new",
        "-connect",
        "127.0.0.1:" + server.port(),
        "-www",
        Site.PLAINTEXT_PATH,
        "-time",
        Long.toString(seconds));
  }

  private Handshakes checked(Handshakes all) throws IOException {
    boolean isAsMeant = resuming ? all.resumed() > all.count() * 0.99 : all.resumed() == 0;
    if (all.count() == 0 || !isAsMeant) {
      throw new IOException("of " + all.count() + " sessions " + all.resumed() + " were resumed");
    }
    return all;
  }
}
