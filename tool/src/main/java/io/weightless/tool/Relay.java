package io.weightless.tool;

import io.weightless.net.Address;
import io.weightless.net.FileSink;
import io.weightless.net.Files;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Hands connections on: all that comes from a client goes to the target, and back. The end of one
/// direction is passed on, and the other goes on; a failure of one ends both.
final class Relay implements Life.Beginning {
  /// Two sockets, and while neither end reads a pipe for each direction.
  private static final int DESCRIPTORS_OF_ONE = 6;

  /// Bytes for two are in a pipe for each.
  private static final int DESCRIPTORS_OF_ONE_WITH_TEE = DESCRIPTORS_OF_ONE + 2;

  private final Address wanted;
  private final Address target;
  private final @Nullable Path tee;
  private final int most;
  private final @Nullable PrintStream log;

  /// Written by the worker before it has begun, and read after that.
  private volatile @Nullable Address place;

  private volatile String backend = "";

  /// @param tee gets what clients send, too
  /// @param log null for none
  Relay(Address wanted, Address target, @Nullable Path tee, int most, @Nullable PrintStream log) {
    this.wanted = wanted;
    this.target = target;
    this.tee = tee;
    this.most = most;
    this.log = log;
  }

  /// How many connections there can be, each at its worst.
  static int limit(int wanted, long descriptors, boolean isTeed) {
    int ofOne = isTeed ? DESCRIPTORS_OF_ONE_WITH_TEE : DESCRIPTORS_OF_ONE;
    long possible = Math.max(1, (descriptors - Site.OTHER_DESCRIPTORS) / ofOne);
    return (int) Math.min(wanted, possible);
  }

  /// Where it listens, once it does.
  Address place() {
    Address known = place;
    return known == null ? wanted : known;
  }

  String backend() {
    return backend;
  }

  @Override
  public Life begin(Scope scope) throws IOException {
    Reactor reactor = Reactor.current();
    Listener listener = reactor.service(Network.class).listen(place());
    place = listener.address();
    backend = reactor.backendName();
    FileSink copy = tee == null ? null : reactor.service(Files.class).append(tee);
    Relaying relaying = new Relaying(scope, listener, limit(most, Site.descriptors(), tee != null));
    scope.start(
        "accepts", () -> relaying.acceptAll(client -> new Relayed(client, target, copy, log)));
    return relaying;
  }
}
