package io.weightless.net.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.Address;
import io.weightless.net.Network;
import io.weightless.net.dns.ResolveException.Reason;
import io.weightless.net.internal.World;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Block;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// A world whose name servers a test plays: 10.0.0.1, and more if it wants.
final class Names implements AutoCloseable {
  static final String FIRST = "10.0.0.1";
  static final String SECOND = "10.0.0.2";
  static final ResolverOptions OPTIONS = ResolverOptions.of(server(FIRST));

  final World world;
  final Wires wires;

  Names() throws IOException {
    world = new World("nio");
    wires = new Wires(world.network());
    world.reactor.attach(Network.class, wires);
  }

  static Address server(String host) {
    return new Address(host, ResolverOptions.PORT);
  }

  Resolver resolver() {
    return Resolver.of(OPTIONS);
  }

  <X extends Exception> void run(Block<X> story) throws X {
    world.run(story);
  }

  static Duration now() {
    return Duration.ofNanos(Reactor.current().clock().nanos());
  }

  static List<InetAddress> addresses(String... literals) {
    return Arrays.stream(literals).map(InetAddress::ofLiteral).toList();
  }

  /// A look-up that fails.
  interface Failing {
    void run() throws ResolveException;
  }

  static ResolveException failure(Failing lookup) {
    try {
      lookup.run();
    } catch (ResolveException e) {
      return e;
    }
    throw new AssertionError("it was found");
  }

  static Reason reason(Failing lookup) {
    return failure(lookup).reason();
  }

  @Override
  public void close() {
    assertThat(wires.open).as("sockets left open").isZero();
    world.close();
  }
}
