package io.weightless.tool;

import io.weightless.net.Address;
import io.weightless.net.FileSink;
import io.weightless.net.Network;
import io.weightless.net.Sink;
import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One connection that is handed on: what comes from either end goes to the other. The end of one
/// direction is passed on, and the other goes on; a failure of one ends both.
final class Relayed {
  private static final Duration TIME_TO_CONNECT = Duration.ofSeconds(10);

  private final Stream client;
  private final Address target;
  private final @Nullable FileSink copy;
  private final @Nullable PrintStream log;
  private final Reactor reactor = Reactor.current();
  private final long began = reactor.clock().nanos();
  private long sent;
  private long received;

  /// @param copy gets what the client sends, too; null for none
  Relayed(Stream client, Address target, @Nullable FileSink copy, @Nullable PrintStream log) {
    this.client = client;
    this.target = target;
    this.copy = copy;
    this.log = log;
  }

  /// Until both ends have ended.
  void run() {
    String failure = "cut";
    try (client) {
      relay();
      failure = "";
    } catch (IOException | DeadlineExceeded e) {
      failure = Voice.reason(e);
      client.reset();
    } finally {
      say(failure);
    }
  }

  private void relay() throws IOException {
    try (Stream server = connect()) {
      Sink sink = copy == null ? server : Sink.tee(server, copy);
      try {
        Scope.<IOException>join(scope -> {
          scope.start("answers", () -> pass(server, client, client));
          pass(client, sink, server);
        });
      } catch (IOException e) {
        server.reset();
        throw e;
      } finally {
        sent = server.written();
        received = client.written();
      }
    }
  }

  private Stream connect() throws IOException {
    Network network = reactor.service(Network.class);
    return Scope.<Stream, IOException>run(
        Deadline.after(TIME_TO_CONNECT), _ -> network.connect(target));
  }

  private static void pass(Stream source, Sink sink, Stream target) throws IOException {
    source.transferTo(sink);
    target.closeOutput();
  }

  private void say(String failure) {
    if (log != null) {
      double seconds = (reactor.clock().nanos() - began) / 1e9;
      log.printf(
          Locale.ROOT,
          "%s %s sent %d received %d in %.3f s%s%n",
          reactor.clock().now(),
          client.remote(),
          sent,
          received,
          seconds,
          failure.isEmpty() ? "" : ": " + failure);
    }
  }

  @Override
  public String toString() {
    return "relay of " + client.remote();
  }
}
