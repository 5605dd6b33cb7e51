package io.weightless.observe;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds what is wrong with a plan; what counts as wrong is said at [Tree#configure].
final class Check {
  private final List<Part> parts;
  private final Flow flow;
  private final List<String> problems = new ArrayList<>();

  Check(Plan plan) {
    parts = plan.parts();
    flow = new Flow(plan);
  }

  List<String> problems() {
    checkObservers();
    parts.forEach(this::checkRequired);
    for (List<Part> cycle : Cycles.in(parts, flow::canSend)) {
      problems.add(
          cycle.getFirst().path()
              + ": messages can go round for ever: "
              + cycle.stream()
                  .map(part -> Observers.label(part.component))
                  .collect(Collectors.joining(" -> ")));
    }
    parts.stream()
        .filter(part -> !part.isRoot() && !flow.canReach(part))
        .forEach(part -> problems.add(part.path() + ": nothing that is sent can come to it"));
    return problems;
  }

  private void checkObservers() {
    IdentityHashMap<Observers, Part> owners = new IdentityHashMap<>();
    for (Part part : parts) {
      if (!(part.component instanceof Observable observable)) {
        check(part.below.isEmpty(), part, "it has parts, and is no Observable");
      } else if (part.observers == null || part.observers != observable.observers()) {
        problems.add(part.path() + ": its observers are not always the same ones");
      } else {
        Part other = owners.putIfAbsent(part.observers, part);
        check(other == null, part, "it has the same observers as another component");
      }
    }
  }

  private void check(boolean right, Part part, String problem) {
    if (!right) {
      problems.add(part.path() + ": " + problem);
    }
  }

  private void checkRequired(Part part) {
    if (part.observers != null) {
      for (Class<?> type : part.observers.needs().required()) {
        check(
            isAnswered(type, part),
            part,
            "it requires " + type.getSimpleName() + ", which nobody below it answers");
      }
    }
  }

  private static boolean isAnswered(Class<?> type, Part part) {
    Set<Part> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Part> ahead = new ArrayDeque<>(List.of(part));
    while (!ahead.isEmpty()) {
      for (Part below : ahead.pop().below) {
        if (below.answers(type)) {
          return true;
        }
        if (below.isTransparent() && seen.add(below)) {
          ahead.push(below);
        }
      }
    }
    return false;
  }
}
