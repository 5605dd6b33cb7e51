package io.weightless.net.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.NetworkException;
import io.weightless.net.Stream;
import io.weightless.net.dns.ResolveException.Reason;
import io.weightless.net.internal.EachBackend;
import io.weightless.net.internal.World;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The network of a reactor asks its resolver.
@EachBackend
final class NetworkLookupTest {
  @AutoClose private final World world;

  NetworkLookupTest(String backend) throws IOException {
    world = new World(backend);
  }

  /// Knows this machine by one name, and fails for all others.
  private record OneName(Reason otherwise) implements Resolver {
    @Override
    public List<InetAddress> addresses(String host) throws ResolveException {
      if (host.equals("here.test")) {
        return List.of(InetAddress.ofLiteral("127.0.0.1"));
      }
      throw new ResolveException(host, null, otherwise, List.of(Names.server("10.0.0.1")));
    }

    @Override
    public List<ResourceRecord> records(String name, RecordType type) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String name(InetAddress address) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void aReactorHasAResolverThatKnowsThisMachine() throws Exception {
    world.run(_ ->
        assertThat(world.reactor.service(Resolver.class).addresses("localhost"))
            .contains(InetAddress.ofLiteral("127.0.0.1")));
  }

  @Test
  void theResolverThatIsAttachedIsTheOneThatIsAsked() throws Exception {
    world.run(_ -> {
      world.reactor.attach(Resolver.class, new OneName(Reason.NO_SUCH_NAME));
      try (Listener listener = world.network().listen(new Address("here.test", 0));
          Stream near = world.network().connect(listener.address())) {
        assertThat(near.remote().host()).isEqualTo("127.0.0.1");
      }
    });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NO_SUCH_NAME | the host is unknown",
        "NO_DATA | the host is unknown",
        "TIMED_OUT | look up a.test: there was no answer in time (asked 10.0.0.1:53)",
      })
  void aNameThatIsNotFoundIsAnUnknownHost(Reason reason, String said) throws Exception {
    world.run(_ -> {
      world.reactor.attach(Resolver.class, new OneName(reason));
      assertThatThrownBy(() -> world.network().connect(new Address("a.test", 80)))
          .hasMessage("connect a.test:80: " + said)
          .hasRootCauseInstanceOf(ResolveException.class)
          .asInstanceOf(InstanceOfAssertFactories.type(NetworkException.class))
          .returns(NetworkException.Reason.UNKNOWN_HOST, NetworkException::reason);
    });
  }

  @Test
  void invalidIsUnknownAtOnce() throws Exception {
    world.run(_ ->
        assertThatThrownBy(() -> world.network().connect(new Address("a.invalid", 80)))
            .hasMessage("connect a.invalid:80: the host is unknown"));
  }
}
