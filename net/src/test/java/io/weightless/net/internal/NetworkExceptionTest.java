package io.weightless.net.internal;

import static io.weightless.net.internal.World.bytes;
import static io.weightless.net.internal.World.readText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.NetworkException;
import io.weightless.net.NetworkException.Reason;
import io.weightless.net.Stream;
import io.weightless.net.TcpOptions;
import io.weightless.net.internal.World.Pair;
import java.io.IOException;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What each failure of the world is told as.
@EachBackend
final class NetworkExceptionTest {

  private final String backend;
  @AutoClose private final World world;

  NetworkExceptionTest(String backend) throws IOException {
    this.backend = backend;
    world = new World(backend);
  }

  /// @param errno as Linux numbers it; nio does not know it
  private void assertFails(ThrowingCallable call, Reason reason, int errno, Address address) {
    NetworkException failure = catchThrowableOfType(NetworkException.class, call);
    assertThat(failure).isNotNull();
    assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(reason);
    assertThat(failure.errno()).isEqualTo(backend.equals("nio") ? 0 : errno);
    assertThat(failure.address()).isEqualTo(address);
  }

  @Test
  void aRefusalIsRefused() throws IOException {
    world.run(_ -> {
      Listener listener = world.network().listen(World.ANY_PORT);
      Address deserted = listener.address();
      listener.close();

      assertFails(() -> world.network().connect(deserted), Reason.REFUSED, 111, deserted);
    });
  }

  @Test
  void anAddressThatIsTakenIsInUse() throws IOException {
    world.run(_ -> {
      try (Listener listener = world.network().listen(World.ANY_PORT)) {
        Address taken = listener.address();
        assertFails(() -> world.network().listen(taken), Reason.IN_USE, 98, taken);
        assertFails(() -> world.network().listenShared(taken), Reason.IN_USE, 98, taken);
      }
    });
  }

  @Test
  void anAddressOfAnotherMachineIsNotAvailable() throws IOException {
    Address elsewhere = new Address("192.0.2.1", 0);
    world.run(_ ->
        assertFails(() -> world.network().listen(elsewhere), Reason.NOT_AVAILABLE, 99, elsewhere));
  }

  @Test
  void aNameThatNobodyKnowsIsUnknown() throws IOException {
    Address nowhere = new Address("nosuch.invalid", 80);
    world.run(_ -> {
      assertFails(() -> world.network().connect(nowhere), Reason.UNKNOWN_HOST, 0, nowhere);
      assertFails(() -> world.network().listen(nowhere), Reason.UNKNOWN_HOST, 0, nowhere);
    });
  }

  @Test
  void aTimeoutIsTimedOut() throws IOException {
    world.run(_ -> {
      try (Listener listener = world.network().listen(Address.parse("127.0.0.1:0?backlog=1"));
          Stream _ = world.network().connect(listener.address());
          Stream _ = world.network().connect(listener.address())) {
        Address impatient =
            listener.address().with(TcpOptions.DEFAULTS.withTimeout(Duration.ofSeconds(1)));
        assertFails(() -> world.network().connect(impatient), Reason.TIMED_OUT, 0, impatient);
      }
    });
  }

  @Test
  void noAddressOfAFamilyIsUnreachable() throws IOException {
    Address other = Address.parse("[::1]:9?from=127.0.0.1");
    world.run(_ -> assertFails(() -> world.network().connect(other), Reason.UNREACHABLE, 0, other));
  }

  @Test
  void aResetWhileReadingIsAReset() throws IOException {
    world.run(_ -> {
      try (Pair pair = world.connect()) {
        pair.near().write(bytes("half a mess"));
        readText(pair.far());
        pair.near().reset();

        assertFails(() -> pair.far().read(), Reason.RESET, 104, pair.far().remote());
      }
    });
  }

  /// The peer closes in order; the first bytes that come then are answered with a reset.
  @Test
  void toWriteToAPeerThatIsGoneIsClosedByThePeer() throws IOException {
    world.run(_ -> {
      try (Pair pair = world.connect()) {
        pair.near().close();
        assertThat(pair.far().read().hasRemaining()).isFalse();

        assertFails(() -> World.fill(pair.far()), Reason.CLOSED_BY_PEER, 32, pair.far().remote());
      }
    });
  }
}
