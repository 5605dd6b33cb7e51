package io.weightless.component;

import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The components inside one, and how they are wired and started.
final class Inside {
  private final Component<?, ?> around;

  /// Those that have not ended.
  private final Map<Component<?, ?>, Child> children = new LinkedHashMap<>();

  private final Names names = new Names();

  private final Directory directory;

  /// Whether the program of who is around has ended.
  private boolean isOver;

  private boolean isDraining;

  /// Those that were not started yet.
  private List<Component<?, ?>> fresh = new ArrayList<>();

  /// Those that were cut short, however deep, the inmost ones first: who sends there is told when
  /// the one around has ended.
  private List<Component<?, ?>> cutShort = List.of();

  /// Wires from one place to another, to be made when it runs.
  private final List<Wire> crossings = new ArrayList<>();

  /// What is known of one.
  private static final class Child {
    /// The name that it came with.
    final String wanted;

    /// Its own, where it was started here.
    @Nullable Task<?> task;

    Child(String wanted) {
      this.wanted = wanted;
    }
  }

  Inside(Component<?, ?> around) {
    this.around = around;
    directory = new Directory(around);
  }

  Directory directory() {
    return directory;
  }

  List<Component<?, ?>> children() {
    return List.copyOf(children.keySet());
  }

  /// Takes it in, if it is another one that is not inside.
  void adopt(Component<?, ?> owner) {
    if (owner != around && owner.parent() != around) {
      enter(owner);
      fresh.add(owner);
    }
  }

  /// Tells those that are here, and those that come.
  void drain() {
    isDraining = true;
    children().forEach(Component::drain);
  }

  /// Takes one in that somebody else starts.
  void enter(Component<?, ?> child) {
    checkRoomFor(child);
    String wanted = child.name();
    child.enter(around, names.take(wanted));
    children.put(child, new Child(wanted));
    if (isDraining) {
      child.drain();
    }
  }

  private void checkRoomFor(Component<?, ?> child) {
    if (child == around || child.isAround(around)) {
      throw new IllegalStateException(around.path() + " is inside " + child.path() + " itself");
    }
    if (around.hasEnded()) {
      throw new IllegalStateException(around.path() + " has ended: nothing can be added");
    }
    child.checkFresh();
    around.life().checkGoesOn();
  }

  /// Takes in one that is started by who started the one that has crashed.
  ///
  /// - **Waits**: where that was at another place.
  void succeed(Component<?, ?> crashed, Component<?, ?> next) {
    enter(next);
    if (next.place() != crashed.place()) {
      throw new IllegalStateException(next.path() + " is not at the place of the one before it");
    }
    at(crashed, _ -> next.portsOfIt().succeed(crashed.portsOfIt()));
  }

  /// What was prepared before it runs.
  ///
  /// - **Waits**: where something is at another place.
  void begin() {
    crossings.forEach(this::make);
    crossings.clear();
    startAll();
  }

  /// Those that were taken in and not yet started, if it runs.
  void startAll() {
    Scope scope = around.life().scope();
    if (scope != null && !fresh.isEmpty()) {
      List<Component<?, ?>> all = fresh;
      fresh = new ArrayList<>();
      all.forEach(child -> start(child, scope));
    }
  }

  private void start(Component<?, ?> child, Scope scope) {
    Objects.requireNonNull(children.get(child)).task = scope.start(child.name(), () -> live(child));
  }

  /// - **Waits**: until a component that was started here has ended.
  void await(Component<?, ?> child) {
    if (child.parent() != around) {
      throw new IllegalArgumentException(child + " is not inside " + around.path());
    }
    Child present = children.get(child);
    if (present != null) {
      Task<?> task = present.task;
      if (task == null) {
        throw new IllegalStateException(child + " was not started by " + around.path());
      }
      task.await();
    }
  }

  /// The task of a component.
  void live(Component<?, ?> child) {
    try {
      if (child.place() == around.place()) {
        child.life().live();
      } else {
        open(child).run(child.path(), child.life()::live);
      }
    } finally {
      names.giveBack(Objects.requireNonNull(children.remove(child)).wanted, child.name());
      lookWhoIsCutShort(child);
    }
    if (isOver) {
      directory.lookWhoIsLeft(children.keySet());
    }
  }

  private void lookWhoIsCutShort(Component<?, ?> child) {
    List<Component<?, ?>> more = child.hasInside() ? child.inside().takeCutShort() : List.of();
    if (!more.isEmpty() || child.portsOfIt().areToLeave()) {
      cutShort = cutShort.isEmpty() ? new ArrayList<>() : cutShort;
      cutShort.addAll(more);
      cutShort.add(child);
    }
  }

  /// With those that have not begun, and never will.
  private List<Component<?, ?>> takeCutShort() {
    List<Component<?, ?>> all = new ArrayList<>(cutShort);
    cutShort = List.of();
    for (Component<?, ?> child : children.keySet()) {
      if (child.hasInside()) {
        all.addAll(child.inside().takeCutShort());
      }
      all.add(child);
    }
    return all;
  }

  /// Nobody receives at those that were cut short, and what they have not received is given back.
  ///
  /// - **Waits**: where one was at another place.
  void leave() {
    takeCutShort().forEach(one -> at(one, _ -> one.portsOfIt().leave()));
  }

  /// The program of who is around has ended.
  void mainEnded() {
    isOver = true;
    directory.lookWhoIsLeft(children.keySet());
  }

  /// Its place, which is not ours. It is one of the component around all, which ends last.
  private Place open(Component<?, ?> child) {
    Place place = Objects.requireNonNull(child.place());
    root().places().open(place);
    return place;
  }

  private Life root() {
    Component<?, ?> root = around;
    for (var next = root.parent(); next != null; next = next.parent()) {
      root = next;
    }
    return root.life();
  }

  /// Makes a wire, or has it made when this runs; the owners are taken in.
  Wire join(Port<?> from, Port<?> to) {
    checkFree(from);
    adopt(from.owner());
    adopt(to.owner());
    return link(from, to);
  }

  /// Looks at what can be seen from here; where it is made it is looked at again.
  private void checkFree(Port<?> from) {
    if (crossings.stream().anyMatch(wire -> wire.from() == from && !wire.isRemoved())) {
      throw new IllegalStateException(from + " is wired already");
    }
    if (around.life().scope() == null || from.owner().place() == around.place()) {
      from.checkFree();
    }
  }

  /// The same for components that are inside somewhere.
  Wire link(Port<?> from, Port<?> to) {
    Wire wire = new Wire(from, to);
    if (around.life().scope() == null && from.owner().place() != to.owner().place()) {
      crossings.add(wire);
    } else {
      make(wire);
    }
    return wire;
  }

  private void make(Wire wire) {
    Component<?, ?> begin = wire.from().owner();
    Component<?, ?> end = wire.to().owner();
    if (wire.isRemoved()) {
      return;
    }
    if (begin.place() == end.place()) {
      at(begin, _ -> wire.from().lead(wire));
    } else {
      cross(wire, begin, end);
    }
  }

  private void cross(Wire wire, Component<?, ?> begin, Component<?, ?> end) {
    Crossing<?> crossing = new Crossing<>(wire.from(), wire.to());
    at(end, scope -> crossing.arrive(Objects.requireNonNull(scope)));
    wire.cross(crossing);
    try {
      at(begin, scope -> crossing.depart(wire, Objects.requireNonNull(scope)));
    } catch (RuntimeException refused) {
      crossing.giveUp();
      throw refused;
    }
  }

  /// Has `work` done where `one` runs; where this does not run yet, nothing does.
  ///
  /// - **Waits**: where that is another place, until it is.
  void at(Component<?, ?> one, Consumer<@Nullable Scope> work) {
    Scope scope = around.life().scope();
    if (scope == null || one.place() == around.place()) {
      work.accept(scope);
    } else if (one.place() == null) {
      root().call(work);
    } else {
      open(one).call(work);
    }
  }
}
