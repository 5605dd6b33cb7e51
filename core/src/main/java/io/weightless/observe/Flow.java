package io.weightless.observe;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which messages can come to which part of a plan, as far as those above have declared what they
/// send.
final class Flow {
  private final List<Part> parts;

  /// What a part can send to those below it: its own, and what it passes on.
  private final Map<Part, Kinds> sent = new HashMap<>();

  /// What a `once` can bring to all below a part.
  private final Map<Part, Kinds> sentOnce = new HashMap<>();

  /// Of messages; all of them when it is open.
  private static final class Kinds {
    private final Set<Class<?>> types = new LinkedHashSet<>();
    private boolean open;

    private boolean addAll(Kinds others, @Nullable Object exceptThoseOf) {
      boolean more = others.open && !open;
      open |= others.open;
      for (Class<?> type : others.types) {
        more |= !type.isInstance(exceptThoseOf) && types.add(type);
      }
      return more;
    }
  }

  Flow(Plan plan) {
    parts = plan.parts();
    for (Part part : parts) {
      sent.put(part, own(part, false));
      sentOnce.put(part, own(part, true));
    }
    boolean more = true;
    while (more) {
      more = false;
      for (Part part : parts) {
        more |= passOn(part);
      }
    }
  }

  private static Kinds own(Part part, boolean once) {
    Kinds kinds = new Kinds();
    if (part.observers != null) {
      kinds.open = part.isOpen();
      Needs needs = part.observers.needs();
      kinds.types.addAll(once ? needs.sentOnce() : needs.sent());
    }
    return kinds;
  }

  private boolean passOn(Part part) {
    boolean more = false;
    for (Part above : part.above) {
      more |= kinds(sentOnce, part).addAll(kinds(sentOnce, above), null);
      if (part.isTransparent()) {
        more |= kinds(sent, part).addAll(kinds(sent, above), part.component);
      }
    }
    return more;
  }

  private static Kinds kinds(Map<Part, Kinds> map, Part part) {
    return map.getOrDefault(part, new Kinds());
  }

  /// Whether a message can go from the one to the other, which observes it.
  boolean canSend(Part from, Part to) {
    Kinds kinds = kinds(sent, from);
    return kinds.open || kinds.types.stream().anyMatch(to::takes);
  }

  boolean canReach(Part part) {
    return part.above.stream().anyMatch(above -> canSend(above, part) || canSendOnce(above, part));
  }

  private boolean canSendOnce(Part from, Part to) {
    Kinds kinds = kinds(sentOnce, from);
    return kinds.open || kinds.types.stream().anyMatch(type -> type.isInstance(to.component));
  }
}
