package io.weightless.tool.inspect;

import io.weightless.component.Component;
import io.weightless.inspect.SeenChannel;
import io.weightless.inspect.SeenComponent;
import io.weightless.inspect.SeenLoop;
import io.weightless.inspect.SeenPort;
import io.weightless.inspect.SeenStream;
import io.weightless.inspect.SeenTask;
import io.weightless.inspect.SeenWire;
import io.weightless.inspect.Snapshot;
import io.weightless.reactor.TaskInfo;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A program of which each second brings another picture: a shop whose packer is slow.
final class Pictures {
  static final long SECOND = 1_000_000_000;

  private Pictures() {}

  static Picture shop(int second) {
    return new Picture(List.of(new Seen("worker-1", shopAlone(second), null, List.of())));
  }

  static Snapshot shopAlone(int second) {
    return snapshot(
        second,
        List.of(
            task(1, 0, -1, "main", "the tasks of its scope", 0, 0, second, "scope"),
            task(
                2,
                1,
                0,
                "orders",
                "a value of Channel[orders]",
                100,
                0.02,
                second,
                "scope, 5 s left"),
            task(3, 2, 0, "order 7", "Lock[held by 'packer']", 10, 0.001, second),
            task(4, 1, 0, "packer", null, 40, 0.415, second),
            task(5, 1, 0, "sweeper", "PT1M", 0, 0, second)),
        List.of(
            component("Shop", Component.State.RUNNING),
            component(
                "Shop/Desk",
                Component.State.RUNNING,
                new SeenPort("out", false, 64, 64, 1_000L * second)),
            component(
                "Shop/Packer",
                Component.State.CRASHED,
                new SeenPort("in", true, 8, 3, 0),
                new SeenPort("out", false, 0, 0, 0),
                new SeenPort("errors", false, 0, 0, 0))),
        List.of(
            new SeenWire("Shop/Desk", "out", "Shop/Packer", "in"),
            new SeenWire("Shop/Packer", "errors", "Shop/Desk", "in")),
        List.of(
            new SeenChannel(
                7,
                "Channel[orders]",
                64,
                3,
                0,
                1,
                2_000L * second,
                1_500L * second,
                0,
                "desk",
                null)),
        List.of(new SeenStream(9, "the stream from a to b", 2_048L * second, 0)));
  }

  static Snapshot snapshot(
      int second,
      List<SeenTask> tasks,
      List<SeenComponent> components,
      List<SeenWire> wires,
      List<SeenChannel> channels,
      List<SeenStream> streams) {
    return new Snapshot(
        SECOND * second,
        new SeenLoop("uring", "fast", 1_234L * second, 3, 1, 12_000_000, "packer", true),
        tasks,
        components,
        wires,
        channels,
        streams);
  }

  /// One with nothing but tasks.
  static Picture of(List<SeenTask> tasks, int second) {
    Snapshot now = snapshot(second, tasks, List.of(), List.of(), List.of(), List.of());
    return new Picture(List.of(new Seen("worker-1", now, null, List.of())));
  }

  /// @param awaits null for one that is ready
  /// @param turns in each second
  /// @param held how much of each
  static SeenTask task(
      long id,
      long parent,
      int scope,
      String name,
      @Nullable String awaits,
      int turns,
      double held,
      int second,
      String... scopes) {
    return new SeenTask(
        id,
        parent,
        scope,
        name,
        TaskInfo.Kind.TASK,
        awaits == null ? TaskInfo.State.READY : TaskInfo.State.WAITING,
        SECOND * (second + 60 / id),
        awaits,
        List.of(scopes),
        (long) turns * second,
        Math.round(held * SECOND) * second);
  }

  /// Many that wait, in one scope of the first.
  static Picture crowd(int count, int second) {
    List<SeenTask> tasks = new ArrayList<>();
    tasks.add(task(1, 0, -1, "main", "the tasks of its scope", 0, 0, second, "scope"));
    for (int i = 2; i <= count; i++) {
      tasks.add(task(i, 1, 0, "connection " + i, "input", 1, 0, second));
    }
    return of(tasks, second);
  }

  private static SeenComponent component(String path, Component.State state, SeenPort... ports) {
    return new SeenComponent(path, "Part", state, List.of(ports));
  }
}
