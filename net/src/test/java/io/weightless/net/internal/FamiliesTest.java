package io.weightless.net.internal;

import static io.weightless.net.internal.World.bytes;
import static io.weightless.net.internal.World.readText;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.NetworkException;
import io.weightless.net.NetworkException.Reason;
import io.weightless.net.Stream;
import io.weightless.net.dns.Resolver;
import io.weightless.scope.Task;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who gets in by IPv4 and who by IPv6; and listening on names.
@EachBackend
final class FamiliesTest {
  @AutoClose private final World world;

  FamiliesTest(String backend) throws IOException {
    world = new World(backend);
  }

  @BeforeEach
  void thereIsIpv6() {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.ofLiteral("::1"))) {
      assertThat(probe.isBound()).isTrue();
    } catch (IOException _) {
      assumeTrue(false, "no IPv6 here");
    }
  }

  private void assertGetsIn(String host, Listener listener) throws IOException {
    try (Stream near = world.network().connect(new Address(host, listener.address().port()));
        Stream far = listener.accept()) {
      near.write(bytes("from " + host));
      assertThat(readText(far)).isEqualTo("from " + host);
      assertThat(far.remote()).isEqualTo(near.local());
      assertThat(far.remote().host()).isEqualTo(host);
      assertThat(far.local()).isEqualTo(near.remote());
    }
  }

  private void assertIsRefused(String host, Listener listener) {
    assertThatThrownBy(() -> world.network().connect(new Address(host, listener.address().port())))
        .asInstanceOf(InstanceOfAssertFactories.type(NetworkException.class))
        .returns(Reason.REFUSED, NetworkException::reason);
  }

  @Test
  void anyIpv6AddressTakesBothFamiliesAndKnowsEachByItsOwnAddress() throws IOException {
    world.run(_ -> {
      try (Listener listener = world.network().listen(Address.parse("[::]:0"))) {
        assertGetsIn("127.0.0.1", listener);
        assertGetsIn("::1", listener);
      }
    });
  }

  @Test
  void anyIpv4AddressTakesIpv4Only() throws IOException {
    world.run(_ -> {
      try (Listener listener = world.network().listen(Address.parse("0.0.0.0:0"))) {
        assertGetsIn("127.0.0.1", listener);
        assertIsRefused("::1", listener);
      }
    });
  }

  /// While the resolver is asked, others run.
  @Test
  void toListenOnANameDoesNotHoldTheLoop() throws IOException {
    List<String> trail = new ArrayList<>();
    world.run(scope -> {
      world.reactor.attach(Resolver.class, new SlowResolver());
      scope.start("other", () -> trail.add("another task"));
      try (Listener listener = world.network().listen(new Address("a.test", 0))) {
        trail.add("listening");
        assertThat(listener.address().host()).isEqualTo("a.test");
      }
    });

    assertThat(trail).containsExactly("another task", "listening");
  }

  @Test
  void toListenOnALiteralAddressDoesNotWait() throws IOException {
    List<String> trail = new ArrayList<>();
    world.run(scope -> {
      scope.start("other", () -> trail.add("another task"));
      world.network().listen(Address.parse("[::1]:0")).close();
      world.network().listen(World.ANY_PORT).close();
      trail.add("listening");
    });

    assertThat(trail).containsExactly("listening", "another task");
  }

  @Test
  void aCallbackMayListenOnANameAndHoldsTheLoop() throws IOException {
    List<String> trail = new ArrayList<>();
    world.run(_ -> {
      world.reactor.post(() -> {
        try (Listener listener = world.network().listen(new Address("localhost", 0))) {
          trail.add("listening on " + listener.address().host());
        } catch (IOException e) {
          trail.add(e.getMessage());
        }
      });
      Task.sleep(Duration.ofSeconds(1));
    });

    assertThat(trail).containsExactly("listening on localhost");
  }
}
