package io.weightless.net.tls;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weightless.net.Stream;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.testing.kit.Pair;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Three words of a peer to a stream of ours, with somebody in the middle, and what arrives.
///
/// @param heard by the stream
/// @param failure of the stream; null at a good end
/// @param ends where in what the peer sent each word was complete
/// @param sent how much the peer sent in all
record Conversation(String heard, @Nullable IOException failure, List<Long> ends, long sent) {
  static final List<String> WORDS = List.of("one ", "two ", "three");

  /// @param isClient whether our side is
  static Conversation hold(Scope scope, boolean isClient, String version, Peer.Middle middle)
      throws IOException {
    Pair wire = InMemory.wire();
    Peer peer = Peer.of(isClient, wire.far(), version).through(middle);
    List<Long> ends = new ArrayList<>();
    Task<?> far = scope.start("peer", () -> speak(peer, wire.far(), ends));
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    IOException failure = InMemory.failureOf(() -> listen(wire.near(), isClient, heard));
    far.await();
    return new Conversation(heard.toString(UTF_8), failure, ends, peer.sent());
  }

  private static void speak(Peer peer, Stream wire, List<Long> ends) throws IOException {
    try (wire) {
      InMemory.failureOf(() -> {
        peer.shakeHands();
        for (String word : WORDS) {
          peer.write(word);
          ends.add(peer.sent());
        }
        peer.send(peer.lastWords());
      });
      wire.closeOutput();
      InMemory.readAll(wire);
    }
  }

  private static void listen(Stream below, boolean isClient, ByteArrayOutputStream heard)
      throws IOException {
    try (TlsStream stream = isClient ? InMemory.client(below) : InMemory.server(below)) {
      while (InMemory.readInto(heard, stream)) {
        // goes on
      }
    }
  }

  /// The words that were complete in the first bytes.
  String whole(long bytes) {
    StringBuilder whole = new StringBuilder();
    for (int i = 0; i < ends.size() && ends.get(i) <= bytes; i++) {
      whole.append(WORDS.get(i));
    }
    return whole.toString();
  }
}
