package io.weightless.simulation;

import static io.weightless.simulation.Scene.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.Address;
import io.weightless.net.ClosedException;
import io.weightless.net.Datagrams;
import io.weightless.net.Network;
import io.weightless.net.NetworkException;
import io.weightless.net.NetworkException.Reason;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class SimulatedDatagramsTest {
  private static final InetAddress GROUP = InetAddress.ofLiteral("239.1.2.3");

  @AutoClose private final Scene scene = new Scene();

  private Network on(String host) {
    return scene.fabric.of(host);
  }

  private Datagrams open(String address) throws IOException {
    Address place = Address.parse(address);
    return on(place.host()).datagrams(place);
  }

  private Datagrams member(String host, String options) throws IOException {
    Datagrams member = on(host).datagrams(Address.parse("udp://0.0.0.0:5000" + options));
    member.join(GROUP, null);
    return member;
  }

  private static String receive(Datagrams at) throws IOException {
    return Scene.text(at.receive().bytes());
  }

  /// All that comes until nothing does for a while.
  private static List<String> receiveAll(Datagrams at) {
    List<String> all = new ArrayList<>();
    assertThatThrownBy(() -> Scope.run(Deadline.after(Scene.UNTIL_ALL_WAIT), _ -> into(all, at)))
        .isInstanceOf(DeadlineExceeded.class);
    return all;
  }

  private static String into(List<String> all, Datagrams at) throws IOException {
    while (true) {
      all.add(receive(at));
    }
  }

  @Test
  void theyTakeTheTimeOfAPacketAndMayOvertakeEachOther() throws IOException {
    scene.run(_ -> {
      try (Datagrams near = open("udp://near:0");
          Datagrams far = open("udp://far:0")) {
        for (int i = 0; i < 20; i++) {
          near.send(bytes("" + i), far.local());
        }
        Duration start = scene.time();
        List<String> sent = IntStream.range(0, 20).mapToObj(Integer::toString).toList();
        List<String> came = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
          came.add(receive(far));
        }
        assertThat(came).containsExactlyInAnyOrderElementsOf(sent).isNotEqualTo(sent);
        assertThat(scene.time().minus(start))
            .isBetween(Conditions.DEFAULT.minLatency(), Conditions.DEFAULT.maxLatency());
        assertThat(scene.arrivals.get("far")).hasSize(20);
      }
    });
  }

  @Test
  void oneIsDroppedAndAnotherComesTwice() throws IOException {
    scene.run(_ -> {
      try (Datagrams near = open("udp://near:0");
          Datagrams far = open("udp://far:0")) {
        scene.strikeOnce(Fault.DROPPED);
        near.send(bytes("lost"), far.local());
        scene.strikeOnce(Fault.DUPLICATED);
        near.send(bytes("twice"), far.local());
        near.send(bytes("once"), far.local());

        assertThat(receiveAll(far)).containsExactlyInAnyOrder("twice", "twice", "once");
      }
    });
  }

  @Test
  void whatMeetsAPartitionIsLost() throws IOException {
    scene.run(_ -> {
      try (Datagrams near = open("udp://near:0");
          Datagrams far = open("udp://far:0")) {
        near.send(bytes("on its way"), far.local());
        scene.fabric.partition(Set.of("near"), Set.of("far"));
        near.send(bytes("cut"), far.local());
        assertThat(receiveAll(far)).isEmpty();

        scene.fabric.heal();
        near.send(bytes("healed"), far.local());
        assertThat(receiveAll(far)).containsExactly("healed");
      }
    });
  }

  @Test
  void afterACrashNothingComesAndAConnectedOneIsRefused() throws IOException {
    scene.run(_ -> {
      Datagrams far = open("udp://far:7");
      try (Datagrams near = on("near").datagramsTo(far.local())) {
        near.send(bytes("before"));
        scene.restart("far");
        assertThatThrownBy(far::receive).isInstanceOf(ClosedException.class);
        near.send(bytes("after"));

        assertThatThrownBy(near::receive)
            .isInstanceOfSatisfying(
                NetworkException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED));
        try (Datagrams again = open("udp://far:7")) {
          near.send(bytes("again"));
          assertThat(receiveAll(again)).containsExactly("again");
        }
      }
    });
  }

  @Test
  void whatThereIsNoRoomForIsLost() throws IOException {
    scene.run(_ -> {
      try (Datagrams near = open("udp://near:0");
          Datagrams far = open("udp://far:0")) {
        for (int i = 0; i < 1_000; i++) {
          near.send(bytes(""), far.local());
        }
        int room = Conditions.DEFAULT.windowBytes() / 256;
        assertThat(receiveAllLater(far)).hasSize(room);
      }
    });
  }

  private static List<String> receiveAllLater(Datagrams at) {
    Task.sleep(Scene.UNTIL_ALL_WAIT);
    return receiveAll(at);
  }

  @Test
  void aGroupHasMembersOnManyHosts() throws IOException {
    Address group = Address.parse("udp://239.1.2.3:5000");
    scene.run(_ -> {
      try (Datagrams near = member("near", "");
          Datagrams far = member("far", "");
          Datagrams third = on("third").datagrams(Address.parse("udp://0.0.0.0:5000"))) {
        near.send(bytes("to all"), group);
        assertThat(far.receive().from()).isEqualTo(Address.parse("udp://near:5000"));
        assertThat(receiveAll(near)).containsExactly("to all");
        assertThat(receiveAll(third)).isEmpty();
      }
    });
  }

  @Test
  void withoutLoopAndWithATtlOfZeroMembersElsewhereOrHereGetNothing() throws IOException {
    Address group = Address.parse("udp://239.1.2.3:5000");
    scene.run(_ -> {
      try (Datagrams near = member("near", "?loop=no");
          Datagrams far = member("far", "?ttl=0")) {
        near.send(bytes("from near"), group);
        far.send(bytes("from far"), group);
        assertThat(receiveAll(near)).isEmpty();
        assertThat(receiveAll(far)).containsExactlyInAnyOrder("from near", "from far");
      }
    });
  }

  @Test
  void whoIsSomewhereElseNeverAnswers() throws IOException {
    scene.run(_ -> {
      try (Datagrams near = on("near").datagramsTo(Address.parse("udp://192.0.2.7:9"))) {
        near.send(bytes("?"));
        assertThat(receiveAll(near)).isEmpty();
      }
    });
  }

  @Test
  void whatIsOpenIsReported() throws IOException {
    scene.run(_ -> {
      try (Datagrams _ = open("udp://near:9")) {
        assertThat(scene.fabric.open("near")).containsExactly("the datagrams at udp://near:9");
      }
      assertThat(scene.fabric.open("near")).isEmpty();
    });
  }
}
