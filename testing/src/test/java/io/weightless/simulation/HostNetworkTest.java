package io.weightless.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.NetworkException;
import io.weightless.net.NetworkException.Reason;
import io.weightless.net.Stream;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HostNetworkTest {
  @AutoClose private final Scene scene = new Scene();

  @Test
  void aRefusedConnectionFailsInOneLineAfterTheLatency() throws IOException {
    Address deserted = new Address("far", 80);
    scene.run(_ ->
        assertThatThrownBy(() -> scene.near().connect(deserted))
            .isInstanceOf(IOException.class)
            .hasMessage("connect far:80: Connection refused"));

    assertThat(scene.time())
        .isBetween(
            Conditions.DEFAULT.minLatency().multipliedBy(2),
            Conditions.DEFAULT.maxLatency().multipliedBy(2));
  }

  @Test
  void anUnknownHostFailsInOneLine() throws IOException {
    Address nowhere = new Address("no.such.host.invalid", 80);
    scene.run(_ -> {
      assertThatThrownBy(() -> scene.near().listen(nowhere))
          .isInstanceOf(IOException.class)
          .hasMessage("listen on no.such.host.invalid:80: the host is unknown");
      assertThat(scene.time()).isZero();
      assertThatThrownBy(() -> scene.near().connect(nowhere))
          .isInstanceOf(IOException.class)
          .hasMessage("connect no.such.host.invalid:80: the host is unknown");
      assertThat(scene.time()).isPositive();
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"systemd:web", "fd:3"})
  void nothingIsInherited(String text) throws IOException {
    Address address = Address.parse(text);
    scene.run(_ -> {
      assertThatThrownBy(() -> scene.near().listen(address))
          .isInstanceOf(NetworkException.class)
          .hasMessage("listen on " + text + ": a simulated process has inherited nothing");
      assertThatThrownBy(() -> scene.near().connect(address))
          .isInstanceOf(NetworkException.class)
          .hasMessage("connect " + text + ": it is to listen on only");
    });
  }

  @Test
  void aConnectTakesNoLongerThanItsAddressAllows() throws IOException {
    Address address = Address.parse("far:80?timeout=250ms");
    scene.run(_ -> {
      scene.fabric.isolate("far");
      assertThatThrownBy(() -> scene.near().connect(address))
          .isInstanceOfSatisfying(
              NetworkException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TIMED_OUT))
          .hasMessage("connect " + address + ": no answer within 250 ms");
      assertThat(scene.time()).isEqualTo(Duration.ofMillis(250));
    });
  }

  @Test
  void aStreamKnowsPlacesWithoutOptions() throws IOException {
    Address place = new Address("far", 80);
    Address patient = Address.parse("far:80?timeout=5s&backlog=3");
    scene.run(_ -> {
      try (Listener listener = scene.far().listen(patient);
          Stream near = scene.near().connect(patient);
          Stream far = listener.accept()) {
        assertThat(listener.address()).isEqualTo(place);
        assertThat(near.remote()).isEqualTo(place);
        assertThat(far.local()).isEqualTo(place);
      }
    });
  }

  @Test
  void noMoreWaitThanTheBacklogOfTheirAddress() throws IOException {
    Address narrow = Address.parse("far:80?backlog=1");
    scene.run(_ -> {
      try (Listener listener = scene.far().listen(narrow);
          Stream _ = scene.near().connect(listener.address())) {
        assertThatThrownBy(() -> scene.near().connect(Address.parse("far:80?timeout=5s")))
            .hasMessageEndingWith("no answer within 5000 ms");
        listener.accept().close();
        scene.near().connect(listener.address()).close();
      }
    });
  }

  @Test
  void noHostIsCalledAsEachCallsItself() {
    assertThatThrownBy(() -> scene.fabric.of("localhost"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'localhost' is what each host calls itself");
  }

  @Test
  void aHostHasOneNetworkAtATime() {
    assertThat(scene.fabric.of("near")).isSameAs(scene.fabric.of("near"));
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, localhost",
    "localhost, 127.0.0.1",
    "127.0.0.1, localhost",
    "127.0.0.1, 0.0.0.0",
    "0.0.0.0, localhost",
    "::1, localhost",
    "127.0.0.1, ::1",
    "localhost, ::",
    "::, 127.0.0.1",
    "::, near",
    "0.0.0.0, near",
    "near, near"
  })
  void aHostReachesItself(String listening, String called) throws IOException {
    scene.run(_ -> {
      try (Listener listener = scene.near().listen(new Address(listening, 80));
          Stream caller = scene.near().connect(new Address(called, 80));
          Stream accepted = listener.accept()) {
        assertThat(listener.address()).isEqualTo(new Address(listening, 80));
        String name = called.equals("near") ? "near" : "127.0.0.1";
        assertThat(caller.remote()).isEqualTo(new Address(name, 80));
        assertThat(caller.local().host()).isEqualTo(name);
        assertThat(accepted.remote()).isEqualTo(caller.local());
      }
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"far", "0.0.0.0"})
  void othersReachWhatListensOnAHostsOwnNameOrOnAny(String listening) throws IOException {
    scene.run(_ -> {
      try (Listener listener = scene.far().listen(new Address(listening, 80))) {
        Address called = new Address("far", 80);
        scene.near().connect(called).close();
        try (Stream accepted = listener.accept()) {
          assertThat(accepted.local()).isEqualTo(called);
        }
      }
    });
  }

  @ParameterizedTest
  @CsvSource({"localhost, far, near", "127.0.0.1, far, near", "near, localhost, near"})
  void whatListensOnOneNameIsNotReachedByAnother(String listening, String called, String caller)
      throws IOException {
    Network listeners = scene.fabric.of(called.equals("far") ? "far" : "near");
    scene.run(_ -> {
      try (Listener _ = listeners.listen(new Address(listening, 80))) {
        assertThatThrownBy(() -> scene.fabric.of(caller).connect(new Address(called, 80)))
            .hasMessageEndingWith("Connection refused");
      }
    });
  }

  @Test
  void whatListensOnAnyTakesThePortOfAllNames() throws IOException {
    Address any = new Address("0.0.0.0", 80);
    Address inside = new Address("localhost", 80);
    scene.run(_ -> {
      try (Listener _ = scene.near().listen(any)) {
        assertThatThrownBy(() -> scene.near().listen(inside))
            .hasMessage("listen on localhost:80: Address already in use");
      }
      try (Listener _ = scene.near().listen(inside);
          Listener _ = scene.near().listen(new Address("near", 80))) {
        assertThatThrownBy(() -> scene.near().listen(any))
            .hasMessage("listen on 0.0.0.0:80: Address already in use");
      }
    });
  }

  @Test
  void whoListensOnTheNameThatWasCalledComesBeforeWhoListensOnAny() throws IOException {
    scene.run(_ -> {
      try (Listener any = scene.far().listenShared(new Address("0.0.0.0", 80));
          Listener named = scene.far().listenBeside(new Address("far", 80))) {
        for (int i = 0; i < 20; i++) {
          scene.near().connect(named.address()).close();
          named.accept().close();
        }
        scene.far().connect(new Address("localhost", 80)).close();
        any.accept().close();
      }
    });
  }

  @Test
  void aPortOfAConnectionIsFreeAgainAfterItsClose() throws IOException {
    int many = Ports.LAST - Ports.FIRST + 2;
    scene.run(_ -> {
      try (Listener listener = scene.far().listen(Scene.ANY_PORT)) {
        for (int i = 0; i < many; i++) {
          scene.near().connect(listener.address()).close();
          listener.accept().close();
        }
      }
    });
    assertThat(scene.time()).isGreaterThan(Duration.ofSeconds(1));
  }

  @Test
  void outsideATaskThereIsNoConnecting() {
    assertThatThrownBy(() -> scene.near().connect(new Address("far", 1)))
        .isInstanceOf(IllegalStateException.class);
  }
}
