import static java.nio.charset.StandardCharsets.UTF_8;

import io.weightless.net.Address;
import io.weightless.net.Datagrams;
import io.weightless.net.Network;
import io.weightless.offload.Offload;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.time.Duration;

/// A chat without a server: what one types goes to a group of this network, and each who has joined
/// it prints what comes, also what he said himself. The end of the input leaves.
///
/// `./weightless run examples/Chat.java [NAME [udp://GROUP:PORT[?interface=eth0&ttl=1]]]`
public final class Chat {
  private static final String USUAL = "udp://239.255.7.7:4242";
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  private final String name;
  private final Datagrams group;

  private Chat(String name, Datagrams group) {
    this.name = name;
    this.group = group;
  }

  static void main(String[] arguments) throws IOException {
    String name = arguments.length > 0 ? arguments[0] : System.getProperty("user.name");
    Address place = Address.parse(arguments.length > 1 ? arguments[1] : USUAL);
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() -> join(name, place));
    }
  }

  private static void join(String name, Address place) throws IOException {
    try (Datagrams group = Reactor.current().service(Network.class).datagrams(place)) {
      group.join(InetAddress.ofLiteral(place.host()), null);
      new Chat(name, group).run();
    }
  }

  private void run() throws IOException {
    Scope.<IOException>join(scope -> {
      Task<?> listener = scope.start("listener", this::listen);
      say(name + " comes");
      talk();
      say(name + " leaves");
      awaitEnd(listener);
    });
  }

  /// Until this one's own farewell comes.
  private void listen() throws IOException {
    String last = "";
    while (!last.equals(name + " leaves")) {
      last = UTF_8.decode(group.receive().bytes()).toString();
      System.out.println(last.replaceAll("\\p{Cc}", "?")); // what others send moves no cursor
    }
  }

  /// On a thread of its own, for to wait at the terminal would hold the loop.
  private void talk() throws IOException {
    BufferedReader input = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    try (Offload terminal = Offload.open()) {
      String line;
      while ((line = terminal.callAbandonable(input::readLine)) != null) {
        say(name + ": " + line);
      }
    }
  }

  private void say(String text) throws IOException {
    group.send(UTF_8.encode(text), group.local());
  }

  /// A datagram may be lost: then nobody hears the farewell, this one neither.
  private static void awaitEnd(Task<?> listener) {
    try {
      Scope.run(Deadline.after(FAREWELL), _ -> listener.await());
    } catch (DeadlineExceeded _) {
      listener.cancel("the farewell was lost");
    }
  }
}
