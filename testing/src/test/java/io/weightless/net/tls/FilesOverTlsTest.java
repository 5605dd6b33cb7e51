package io.weightless.net.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.Address;
import io.weightless.net.FileInfo;
import io.weightless.net.FileSource;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.testing.Certificates;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the stream below is given of a file.
class FilesOverTlsTest {
  private static final int PARTS = 8;
  private static final int LENGTH = PARTS * TlsRoom.FILE_BYTES;

  /// What a network copies at once.
  private static final int COPIED = 64 * 1024;

  private final List<Integer> writes = new ArrayList<>();

  @Test
  void aPartOfAFileIsOneWriteThatANetworkCopiesAtOnce() throws IOException {
    try (Reactor reactor = Reactor.open()) {
      reactor.run(this::sendFile);
    }

    assertThat(writes)
        .hasSize(PARTS)
        .allSatisfy(length -> assertThat(length).isBetween(TlsRoom.FILE_BYTES, COPIED));
  }

  private void sendFile() throws IOException {
    Network network = Reactor.current().service(Network.class);
    try (Listener listener = network.listen(new Address("127.0.0.1", 0))) {
      Scope.join(scope -> {
        Task<Long> received = scope.start("client", () -> receive(network, listener.address()));
        try (Stream secure = Tls.server(watched(listener.accept()), server())) {
          secure.write(ByteBuffer.allocate(1)); // behind it there is nothing left of the handshake
          writes.clear();
          secure.transferFrom(new Zeros(), 0, LENGTH);
        }
        assertThat(received.await()).isEqualTo(LENGTH + 1);
      });
    }
  }

  private static TlsServer server() {
    return TlsServer.of(Certificates.server());
  }

  private static long receive(Network network, Address address) throws IOException {
    TlsClient client = TlsClient.DEFAULT.trusting(List.of(Certificates.root()));
    try (Stream secure = Tls.client(network.connect(address), "localhost", client)) {
      long count = 0;
      for (ByteBuffer part = secure.read(); part.hasRemaining(); part = secure.read()) {
        count += part.remaining();
      }
      return count;
    }
  }

  /// One that notes the length of each write that is longer than TLS's own end.
  private Stream watched(Stream stream) {
    return (Stream)
        Proxy.newProxyInstance(
            Stream.class.getClassLoader(),
            new Class<?>[] {Stream.class},
            (_, method, arguments) -> {
              if (method.getName().equals("write")) {
                note((ByteBuffer[]) arguments[0]);
              }
              try {
                return method.invoke(stream, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private void note(ByteBuffer... sources) {
    int length = 0;
    for (ByteBuffer source : sources) {
      length += source.remaining();
    }
    if (length > 64) {
      writes.add(length);
    }
  }

  /// A long file.
  private record Zeros() implements FileSource {
    @Override
    public FileInfo info() {
      return new FileInfo("zeros", FileInfo.Kind.FILE, size(), Instant.EPOCH);
    }

    @Override
    public long size() {
      return LENGTH;
    }

    @Override
    public int read(ByteBuffer target, long position) {
      int length = target.remaining();
      target.put(new byte[length]);
      return length;
    }

    @Override
    public void close() {}
  }
}
