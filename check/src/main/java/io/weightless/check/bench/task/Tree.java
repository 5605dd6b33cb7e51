package io.weightless.check.bench.task;

/// Which task is below which in a tree of tasks with numbers: ten below each, as long as there are
/// any, so that 10,000 of them have five levels.
public final class Tree {
  private static final int FAN_OUT = 10;

  private Tree() {}

  /// The number of the first task below `task`; below a leaf this is not less than [#end].
  public static int first(int task) {
    return FAN_OUT * task + 1;
  }

  /// The number behind the last task below `task`, in a tree of `count`.
  public static int end(int task, int count) {
    return Math.min(count, first(task) + FAN_OUT);
  }

  public static boolean isLeaf(int task, int count) {
    return first(task) >= count;
  }
}
