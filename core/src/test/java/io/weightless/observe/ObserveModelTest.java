package io.weightless.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Random graphs, beside the rules as they are said.
class ObserveModelTest {
  private static final int GRAPHS = 2_000;

  interface Ask {
    String ask(int number);
  }

  interface Note {
    void note(int number);
  }

  private enum Kind {
    ANSWERS,
    DECLINES,
    FAILS,
    HEARS_NOTHING,
    PASSES,
    UNKNOWN,
    UNKNOWN_PASSES,
    UNKNOWN_AND_PASSES
  }

  private static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /// A component by the rules: what it is, and who is below.
  private static final class Node {
    private final int id;
    private final Kind kind;
    private final List<Node> below = new ArrayList<>();
    private final Object component;
    private @Nullable Tree<?> tree;

    private Node(int id, Kind kind, List<String> trail) {
      this.id = id;
      this.kind = kind;
      component = component(trail);
    }

    private Object component(List<String> trail) {
      Observers observers = new Observers();
      return switch (kind) {
        case ANSWERS, DECLINES, FAILS -> new Plain(observers, this, trail);
        case HEARS_NOTHING -> new Sender(observers);
        case PASSES -> new Through(observers);
        case UNKNOWN -> new Strange(observers, this, trail);
        case UNKNOWN_PASSES -> new Watching(observers);
        case UNKNOWN_AND_PASSES -> new Both(observers, this, trail);
      };
    }

    private Tree<?> tree() {
      Tree<?> present =
          tree == null ? Tree.of(component, below.stream().map(Node::tree).toArray()) : tree;
      tree = present;
      return present;
    }

    private String act(String what, List<String> trail) {
      trail.add(id + what);
      if (kind == Kind.UNKNOWN_AND_PASSES && id % 2 == 0) {
        throw new Decline();
      }
      return switch (kind) {
        case DECLINES -> throw new Decline();
        case FAILS -> throw new Failed();
        default -> id + what;
      };
    }
  }

  private record Through(Observers observers) implements Transparent {}

  private record Plain(Observers observers, Node node, List<String> trail)
      implements Observable, Ask, Note {
    @Override
    public String ask(int number) {
      return node.act("asked", trail);
    }

    @Override
    public void note(int number) {
      var _ = node.act("noted", trail);
    }
  }

  private record Strange(Observers observers, Node node, List<String> trail)
      implements Observable, Unknown {
    @Override
    public Object callUnknown(Message message) {
      return node.act(message.name() + "ed", trail);
    }
  }

  private record Watching(Observers observers) implements Observable, Unknown {
    @Override
    public @Nullable Object callUnknown(Message message) {
      return observers.call(message);
    }

    @Override
    public void tellUnknown(Message message) {
      observers.tell(message);
    }
  }

  private record Both(Observers observers, Node node, List<String> trail)
      implements Transparent, Unknown {
    @Override
    public Object callUnknown(Message message) {
      return node.act(message.name() + "ed", trail);
    }
  }

  /// What is said at [Observers].
  private record Rules(List<String> trail) {
    @Nullable String call(Node from) {
      for (Node node : from.below) {
        try {
          return switch (node.kind) {
            case HEARS_NOTHING -> throw new Decline();
            case PASSES, UNKNOWN_PASSES -> callThrough(node);
            case UNKNOWN_AND_PASSES -> askAndCallThrough(node);
            default -> node.act("asked", trail);
          };
        } catch (Decline _) {
          // the next one
        }
      }
      return null;
    }

    private String askAndCallThrough(Node node) {
      try {
        return node.act("asked", trail);
      } catch (Decline _) {
        return callThrough(node);
      }
    }

    private String callThrough(Node node) {
      String answer = call(node);
      if (answer == null) {
        throw new Decline();
      }
      return answer;
    }

    void tell(Node from) {
      for (Node node : from.below) {
        switch (node.kind) {
          case HEARS_NOTHING, UNKNOWN -> {}
          case PASSES, UNKNOWN_PASSES, UNKNOWN_AND_PASSES -> tell(node);
          default -> note(node);
        }
      }
    }

    void once(Node from, Set<Node> seen) {
      for (Node node : from.below) {
        if (seen.add(node)) {
          if (node.component instanceof Note) {
            note(node);
          }
          once(node, seen);
        }
      }
    }

    private void note(Node node) {
      try {
        var _ = node.act("noted", trail);
      } catch (Decline _) {
        // not this one
      }
    }
  }

  @Test
  void aRandomGraphDoesWhatTheRulesSay() {
    for (int seed = 0; seed < GRAPHS; seed++) {
      Random random = new Random(seed);
      List<String> actual = new ArrayList<>();
      Node root = graph(random, actual);
      List<String> expected = new ArrayList<>();
      byRules(root, new Rules(expected));
      Tree.of(root.component, root.below.stream().map(Node::tree).toArray()).configure();
      byObservers(((Observable) root.component).observers(), actual);
      assertThat(actual).as("seed " + seed).isEqualTo(expected);
    }
  }

  /// From each node arrows lead to later ones only.
  private static Node graph(Random random, List<String> trail) {
    List<Node> nodes = new ArrayList<>();
    nodes.add(new Node(0, Kind.HEARS_NOTHING, trail));
    int size = 2 + random.nextInt(12);
    for (int id = 1; id < size; id++) {
      Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
      nodes.add(new Node(id, kind, trail));
    }
    for (int id = 1; id < size; id++) {
      for (int arrows = 1 + random.nextInt(2); arrows > 0; arrows--) {
        nodes.get(random.nextInt(id)).below.add(nodes.get(id));
      }
    }
    return nodes.getFirst();
  }

  private static void byRules(Node root, Rules rules) {
    run(rules.trail, () -> rules.trail.add("call " + rules.call(root)));
    run(rules.trail, () -> rules.tell(root));
    run(rules.trail, () -> rules.once(root, Collections.newSetFromMap(new IdentityHashMap<>())));
  }

  private static void byObservers(Observers observers, List<String> trail) {
    run(trail, () -> trail.add("call " + answer(observers)));
    run(trail, () -> observers.tell(Note.class).note(1));
    run(trail, () -> observers.once(Note.class).note(1));
  }

  private static @Nullable String answer(Observers observers) {
    try {
      return observers.call(Ask.class).ask(1);
    } catch (NobodyResponds _) {
      return null;
    }
  }

  private static void run(List<String> trail, Runnable sending) {
    try {
      sending.run();
    } catch (Failed _) {
      trail.add("failed");
    }
  }
}
