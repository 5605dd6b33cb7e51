package io.weightless.net.internal.linux;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is passed from one end of a connection to the other.
final class UnixCallsTest {
  private static final Function PRLIMIT = Function.brief("prlimit");
  private static final int OWN = 0;
  private static final int OPEN_FILES = 7;
  private static final int NULL = 0;

  @AutoClose private final Libc libc = new Libc();
  private final UnixCalls calls = libc.unix();
  private int listener;
  private int near;
  private int far;

  @BeforeEach
  void connect(@TempDir Path folder) throws IOException {
    UnixDomainSocketAddress place = UnixDomainSocketAddress.of(folder.resolve("app.sock"));
    listener = libc.tcp.socket(place);
    Libc.check(libc.tcp.bind(listener, place));
    Libc.check(libc.tcp.listen(listener, 1));
    near = libc.tcp.socket(place);
    Libc.check(libc.tcp.connect(near, place));
    far = Libc.check(libc.tcp.accept(listener));
  }

  @AfterEach
  void close() throws IOException {
    libc.close(listener);
    libc.close(near);
    libc.close(far);
  }

  @Test
  void whatCannotBeReceivedForWantOfDescriptorsIsToldSo() throws IOException {
    assertThat(calls.pass(near, listener)).isOne();
    assertThat(receiveWithoutDescriptors()).isOne();
    assertThatThrownBy(calls::received).hasMessageEndingWith(": too many open files");

    assertThat(calls.pass(near, listener)).isOne();
    assertThat(calls.receive(far)).isOne();
    libc.close(calls.received());
  }

  /// No other thread can open anything meanwhile, either: so it is one call.
  private int receiveWithoutDescriptors() throws IOException {
    MemorySegment before = libc.allocate(2 * Long.BYTES);
    MemorySegment none = libc.allocate(2 * Long.BYTES);
    Libc.check(PRLIMIT.call(libc, OWN, OPEN_FILES, NULL, before.address()));
    none.set(JAVA_LONG, Long.BYTES, before.get(JAVA_LONG, Long.BYTES));
    Libc.check(PRLIMIT.call(libc, OWN, OPEN_FILES, none.address(), NULL));
    try {
      return calls.receive(far);
    } finally {
      Libc.check(PRLIMIT.call(libc, OWN, OPEN_FILES, before.address(), NULL));
    }
  }
}
