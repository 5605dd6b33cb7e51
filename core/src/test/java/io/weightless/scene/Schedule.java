package io.weightless.scene;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Cancelled;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// One schedule of two or three tasks at one thing: in each step somebody does something, is
/// cancelled, or all who were woken run. Who came, in which order, and who got it is written down
/// beside it, by the tasks themselves.
public final class Schedule {
  /// What the tasks are at.
  public interface Place {
    /// Says in its report who waits, behind a semicolon.
    Object thing();

    /// What `puppet` may do next.
    List<Runnable> orders(Puppet puppet);

    /// What has to be true whenever all who were woken have run.
    void checkSettled();

    /// The last thing that `puppet` does, cancelled or not.
    default void leave(Puppet puppet) {}
  }

  public final List<Puppet> puppets = new ArrayList<>();

  /// Who came and has neither got it nor gone.
  public final List<Puppet> queue = new ArrayList<>();

  private final Place place;
  private final Choices choices;
  private final Set<Puppet> cancelled = new HashSet<>();

  private Schedule(Choices choices, Function<Schedule, Place> made) {
    this.choices = choices;
    place = made.apply(this);
  }

  /// @return how many schedules of `length` steps there are
  public static int all(int tasks, int length, Function<Schedule, Place> made) {
    return Choices.explore(choices -> new Schedule(choices, made).run(tasks, length));
  }

  private void run(int tasks, int length) {
    Scope.run(scope -> {
      for (int i = 0; i < tasks; i++) {
        int number = i;
        puppets.add(new Puppet(scope, "p" + i, () -> place.leave(puppets.get(number))));
      }
      for (int i = 0; i < length; i++) {
        List<Runnable> possible = possible();
        possible.get(choices.of(possible.size())).run();
      }
      settle();
      while (puppets.stream().anyMatch(Schedule::runs)) {
        endSome();
        settle();
      }
      return null;
    });
    assertThat(queue).isEmpty();
  }

  private List<Runnable> possible() {
    List<Runnable> possible = new ArrayList<>();
    possible.add(this::settle);
    for (Puppet puppet : puppets) {
      if (puppet.isIdle()) {
        place.orders(puppet).forEach(order -> possible.add(() -> puppet.tell(order)));
      }
      if (runs(puppet) && !cancelled.contains(puppet)) {
        possible.add(() -> cancel(puppet));
      }
    }
    return possible;
  }

  private void settle() {
    Scene.settle();
    place.checkSettled();
  }

  private void endSome() {
    List<Puppet> idle = puppets.stream().filter(Puppet::isIdle).toList();
    idle.forEach(Puppet::end);
    if (idle.isEmpty()) {
      puppets.stream().filter(Schedule::runs).forEach(this::cancel);
    }
  }

  private void cancel(Puppet puppet) {
    cancelled.add(puppet);
    puppet.cancel();
  }

  private static boolean runs(Puppet puppet) {
    return puppet.task.state() == Task.State.RUNNING;
  }

  /// Waits, and checks that nobody who came before and was not cancelled still does.
  public void await(Puppet puppet, Runnable wait) {
    queue.add(puppet);
    try {
      wait.run();
    } catch (Cancelled gone) {
      queue.remove(puppet);
      throw gone;
    }
    assertThat(queue.subList(0, queue.indexOf(puppet))).as("overtaken").noneMatch(this::waits);
    queue.remove(puppet);
  }

  /// Whether it was neither given what it waits for nor cancelled; either way it may not have run.
  private boolean waits(Puppet puppet) {
    String report = place.thing().toString();
    return report.indexOf("'" + puppet + "'", report.indexOf(';')) >= 0;
  }
}
