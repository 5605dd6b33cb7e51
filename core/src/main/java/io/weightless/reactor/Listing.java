package io.weightless.reactor;

import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.Description;
import io.weightless.engine.internal.Guests.Guest;
import io.weightless.engine.internal.Strand;
import io.weightless.reactor.TaskInfo.Kind;
import io.weightless.reactor.TaskInfo.State;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What runs on a reactor, as a tree written down line by line: each task before those inside it,
/// the older before the younger.
final class Listing {
  private final long now;
  private final List<Node> roots = new ArrayList<>();

  /// By the strand around them; it is for look-ups only.
  private final IdentityHashMap<Strand, List<Node>> inside = new IdentityHashMap<>();

  /// @param strand what others may be inside of; null for a guest
  private record Node(int depth, TaskInfo line, @Nullable Strand strand) {}

  private Listing(long now) {
    this.now = now;
  }

  static List<TaskInfo> of(Carrier carrier, long now) {
    Listing listing = new Listing(now);
    for (Strand strand : carrier.strands().living()) {
      listing.add(strand.owner(), listing.task(strand), strand);
    }
    for (Guest guest : carrier.guests.living()) {
      Strand host = guest.host();
      listing.add(host == null || host.hasEnded() ? null : host, listing.guest(guest), null);
    }
    return listing.lines();
  }

  private void add(@Nullable Strand around, TaskInfo line, @Nullable Strand strand) {
    List<Node> siblings =
        around == null ? roots : inside.computeIfAbsent(around, _ -> new ArrayList<>());
    siblings.add(new Node(0, line, strand));
  }

  /// Not by recursion: the tree may be deeper than the stack.
  private List<TaskInfo> lines() {
    List<TaskInfo> lines = new ArrayList<>();
    ArrayDeque<Node> next = new ArrayDeque<>(roots);
    while (!next.isEmpty()) {
      Node node = next.pop();
      lines.add(node.line.at(node.depth));
      if (node.strand != null) {
        for (Node child : inside.getOrDefault(node.strand, List.of()).reversed()) {
          next.push(new Node(node.depth + 1, child.line, child.strand));
        }
      }
    }
    return lines;
  }

  private TaskInfo task(Strand strand) {
    Object awaited = strand.awaited();
    State state;
    if (strand.isRunning()) {
      state = State.RUNNING;
    } else if (awaited != null) {
      state = State.WAITING;
    } else {
      state = strand.isInJdk() ? State.WAITING_IN_JDK : State.READY;
    }
    return new TaskInfo(
        0,
        strand.startedIn(),
        strand.name(),
        Kind.TASK,
        state,
        age(strand.born()),
        awaited == null ? null : Description.of(awaited),
        strand.opened(),
        strand.thread());
  }

  private TaskInfo guest(Guest guest) {
    State state;
    if (guest.isRunning()) {
      state = State.RUNNING;
    } else {
      state = guest.isWaiting() ? State.WAITING_IN_JDK : State.READY;
    }
    String name = guest.name();
    Strand host = guest.host();
    if (host != null && host.hasEnded()) {
      name += " of " + host.name();
    }
    return new TaskInfo(
        0, -1, name, Kind.GUEST, state, age(guest.born()), null, List.of(), guest.thread());
  }

  private Duration age(long born) {
    return Duration.ofNanos(now - born);
  }
}
