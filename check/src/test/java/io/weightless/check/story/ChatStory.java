package io.weightless.check.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.Address;
import io.weightless.net.Datagrams;
import io.weightless.net.Network;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Deadline;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// A chat over a group on the loopback of this machine; one of those who talk is this test.
class ChatStory {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @AutoClose private final Reactor reactor = Reactor.open();

  @Test
  void whatOneSaysAllHear() throws IOException {
    List<Datagrams> members = new ArrayList<>();
    reactor.run(() -> members.add(member()));
    Datagrams bob = members.getFirst();
    try (Program ann = Program.typedAt("run", "examples/Chat.java", "ann", place(bob))) {
      hear(bob, "ann comes");
      say(bob, "bob: welcome");
      hear(bob, "bob: welcome");
      ann.awaitLine("bob: welcome");

      ann.type("hello, all\n");
      hear(bob, "ann: hello, all");
      ann.endInput();
      hear(bob, "ann leaves");
      assertThat(ann.exit()).as(ann.toString()).isZero();
      assertThat(ann.out()).isEqualTo("ann comes\nbob: welcome\nann: hello, all\nann leaves\n");
    } finally {
      reactor.run(bob::close);
    }
  }

  private static Datagrams member() throws IOException {
    Network network = Reactor.current().service(Network.class);
    Datagrams bob = network.datagrams(Address.parse("udp://239.255.77.2:0?interface=" + loop()));
    bob.join(InetAddress.ofLiteral("239.255.77.2"), null);
    return bob;
  }

  private static String loop() throws IOException {
    return NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress()).getName();
  }

  private static String place(Datagrams bob) throws IOException {
    return bob.local() + "?interface=" + loop();
  }

  private void hear(Datagrams bob, String text) throws IOException {
    reactor.run(() -> {
      String heard =
          Scope.<String, IOException>run(
              Deadline.after(PATIENCE), _ -> UTF_8.decode(bob.receive().bytes()).toString());
      assertThat(heard).isEqualTo(text);
    });
  }

  private void say(Datagrams bob, String text) throws IOException {
    reactor.run(() -> bob.send(UTF_8.encode(text), bob.local()));
  }
}
