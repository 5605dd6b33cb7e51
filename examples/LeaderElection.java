import static io.weightless.channel.Select.after;
import static io.weightless.channel.Select.receive;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.weightless.channel.Channel;
import io.weightless.channel.Select;
import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.simulation.Faults;
import io.weightless.simulation.Scenario;
import io.weightless.simulation.Simulation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;

/// Three nodes elect a leader, as Raft does (Ongaro and Ousterhout, 2014, section 5.2), while
/// connections break, the network is cut in two and nodes crash: there is never more than one
/// leader in a term, and one that all agree on when the bad times are over.
///
/// `./weightless simulate examples/LeaderElection.java --seeds 1..1000`
public final class LeaderElection implements Scenario {
  private static final List<String> NODES = List.of("ann", "bob", "cleo");
  private static final int MAJORITY = 2;
  private static final Duration HEARTBEAT = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofMillis(200);

  /// What a node keeps when it crashes.
  private static final class Disk {
    private long term;
    private String votedFor = "";
  }

  /// Who says that it leads, by term: what the invariant is about. No node looks at it.
  private final TreeMap<Long, String> leaders = new TreeMap<>();

  private boolean isSplit;
  private long lastLed;

  @Override
  public void prepare(Simulation simulation) {
    LeaderElection world = new LeaderElection();
    for (String name : NODES) {
      Disk disk = new Disk();
      simulation.service(name, () -> world.new Node(name, disk).run());
    }
    simulation
        .host("observer", world::watch)
        .faults(Faults.all().lasting(Duration.ofSeconds(30)))
        .always("there is at most one leader in each term", () -> !world.isSplit);
  }

  /// When nothing has gone wrong for long, somebody leads.
  private void watch() {
    Task.sleep(Duration.ofMinutes(1));
    if (now() - lastLed > PATIENCE.toNanos()) {
      throw new AssertionError("nobody leads; those who did are " + leaders);
    }
  }

  private void leads(String name, long term) {
    String other = leaders.putIfAbsent(term, name);
    isSplit |= other != null && !other.equals(name);
    lastLed = now();
  }

  private final class Node {
    private final String name;
    private final Disk disk;
    private final Channel<String> leaderHeard = Channel.conflating();

    Node(String name, Disk disk) {
      this.name = name;
      this.disk = disk;
    }

    void run() throws IOException {
      try (Listener listener = network().listen(new Address(name, 1))) {
        Scope.join(scope -> {
          scope.start("election", this::followOrLead);
          while (true) {
            Stream peer = listener.accept();
            scope.start("answer", () -> answer(peer));
          }
        });
      }
    }

    private void followOrLead() {
      while (true) {
        long jitter = Reactor.current().random().nextLong(PATIENCE.toMillis());
        boolean isQuiet =
            Select.first(
                receive(leaderHeard, _ -> false), after(PATIENCE.plusMillis(jitter), () -> true));
        if (isQuiet && isElected()) {
          lead(disk.term);
        }
      }
    }

    private boolean isElected() {
      disk.term++;
      disk.votedFor = name;
      long term = disk.term;
      return 1 + askOthers("vote " + term + " " + name) >= MAJORITY && disk.term == term;
    }

    private void lead(long term) {
      do {
        leads(name, term);
        Task.sleep(HEARTBEAT);
      } while (disk.term == term && 1 + askOthers("lead " + term + " " + name) >= MAJORITY);
    }

    /// How many of the others said yes, in time.
    private int askOthers(String question) {
      int[] yes = {0};
      Scope.join(scope -> {
        for (String other : NODES) {
          if (!other.equals(name)) {
            scope.start("ask " + other, () -> yes[0] += saysYes(other, question) ? 1 : 0);
          }
        }
      });
      return yes[0];
    }

    private boolean saysYes(String other, String question) {
      try {
        String[] answer = Scope.run(Deadline.after(PATIENCE), _ -> ask(other, question)).split(" ");
        learn(Long.parseLong(answer[1]));
        return answer[0].equals("yes");
      } catch (IOException | DeadlineExceeded | IndexOutOfBoundsException e) {
        return false; // it is down, or far away, or was cut off
      }
    }

    private void answer(Stream peer) {
      try (peer) {
        String[] question = readAll(peer).split(" ");
        boolean isYes = isYes(question[0], Long.parseLong(question[1]), question[2]);
        write(peer, (isYes ? "yes " : "no ") + disk.term);
      } catch (IOException | IndexOutOfBoundsException e) {
        // whoever asked is gone
      }
    }

    /// A vote is given once in each term, to the first who asks for it.
    private boolean isYes(String question, long term, String other) {
      learn(term);
      if (term < disk.term) {
        return false;
      }
      if (question.equals("lead")) {
        leaderHeard.trySend(other);
        return true;
      }
      if (disk.votedFor.isEmpty()) {
        disk.votedFor = other;
        leaderHeard.trySend(other); // it deserves some patience
      }
      return disk.votedFor.equals(other);
    }

    private void learn(long term) {
      if (term > disk.term) {
        disk.term = term;
        disk.votedFor = "";
      }
    }
  }

  private static String ask(String host, String question) throws IOException {
    try (Stream peer = network().connect(new Address(host, 1))) {
      write(peer, question);
      return readAll(peer);
    }
  }

  private static void write(Stream peer, String text) throws IOException {
    peer.write(ByteBuffer.wrap(text.getBytes(US_ASCII)));
    peer.closeOutput();
  }

  private static String readAll(Stream peer) throws IOException {
    StringBuilder text = new StringBuilder();
    for (ByteBuffer part = peer.read(); part.hasRemaining(); part = peer.read()) {
      text.append(US_ASCII.decode(part));
    }
    return text.toString();
  }

  private static long now() {
    return Reactor.current().clock().nanos();
  }

  private static Network network() {
    return Reactor.current().service(Network.class);
  }
}
