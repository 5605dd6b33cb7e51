package io.weightless.net.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Limits;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.VirtualClock;
import io.weightless.simulation.MemoryNetwork;
import io.weightless.testing.Certificates;
import io.weightless.testing.kit.Pair;
import io.weightless.testing.kit.Reactors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Tests of TLS over connections in memory, on virtual time, of which nothing may be left open.
interface InMemory extends Reactors {
  TlsServer SERVER = TlsServer.of(Certificates.server());
  TlsClient CLIENT = TlsClient.DEFAULT.trusting(List.of(Certificates.root()));

  @Override
  default Reactor openReactor() {
    Reactor reactor = Reactor.open(new VirtualClock(), new SplittableRandom(1), Limits.DEFAULT);
    reactor.attach(MemoryNetwork.class, MemoryNetwork.attachTo(reactor));
    return reactor;
  }

  @Override
  default void checkNothingLeft(Reactor reactor) {
    MemoryNetwork memory = reactor.service(MemoryNetwork.class);
    assertThat(memory.open()).as("left open").isEmpty();
  }

  /// A connection without TLS.
  static Pair wire() throws IOException {
    Network network = Reactor.current().service(Network.class);
    try (Listener listener = network.listen(new Address("127.0.0.1", 0))) {
      Stream near = network.connect(listener.address());
      return new Pair(near, listener.accept());
    }
  }

  static TlsStream server(Stream below) throws IOException {
    return Tls.server(below, SERVER);
  }

  static TlsStream client(Stream below) throws IOException {
    return Tls.client(below, "localhost", CLIENT);
  }

  /// Something that may wait, and fail.
  interface Act {
    void run() throws IOException;
  }

  /// What `act` fails with; null when it does not.
  static @Nullable IOException failureOf(Act act) {
    try {
      act.run();
      return null;
    } catch (IOException e) {
      return e;
    }
  }

  static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  static byte[] noise(int length) {
    byte[] noise = new byte[length];
    new SplittableRandom(length).nextBytes(noise);
    return noise;
  }

  static String readText(Stream stream, int length) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (all.size() < length && readInto(all, stream)) {
      // goes on
    }
    return all.toString(UTF_8);
  }

  /// All that comes until the end.
  static byte[] readAll(Stream stream) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (readInto(all, stream)) {
      // goes on
    }
    return all.toByteArray();
  }

  /// @return false at the end of the input
  static boolean readInto(ByteArrayOutputStream all, Stream stream) throws IOException {
    ByteBuffer part = stream.read();
    byte[] copy = new byte[part.remaining()];
    part.get(copy);
    all.writeBytes(copy);
    return copy.length > 0;
  }
}
