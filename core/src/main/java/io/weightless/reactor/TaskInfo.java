package io.weightless.reactor;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One line of [Reactor#tasks]: what a task was doing when it was asked for.
///
/// @param depth how many tasks are around it; those inside a task come behind it and are one deeper
/// @param scope in which of the scopes of the task around it, from 0, the outermost; -1 for none
/// @param name as it was given; a guest whose task has ended is `X of TASK`
/// @param kind what it is
/// @param state what it did
/// @param age how long ago it was started, by the reactor's clock
/// @param awaits what it waits for, in words; null unless it is [State#WAITING]
/// @param scopes those that it is in itself, outermost first: what is told of each
/// @param thread the thread that it is; null where this JDK does not tell a guest's
public record TaskInfo(
    int depth,
    int scope,
    String name,
    Kind kind,
    State state,
    Duration age,
    @Nullable String awaits,
    List<String> scopes,
    @Nullable Thread thread) {
  private static final Pattern OF_THE_JDK = Pattern.compile("(java|jdk|sun)[.]|.*[.]internal[.]");
  private static final Pattern OF_A_WAIT =
      Pattern.compile(
          OF_THE_JDK.pattern() + "|io[.]weightless[.](scope|sync|reactor|offload|channel)[.]");

  /// What stands on a stack of its own.
  public enum Kind {
    TASK,

    /// A virtual thread that user code started inside a task: no scope owns it.
    GUEST
  }

  /// What it does.
  public enum State {
    /// It runs: it is the one that asks.
    RUNNING,

    /// It will have a turn.
    READY,

    /// In a wait of ours.
    WAITING,

    /// In a wait of the JDK, while the loop goes on.
    WAITING_IN_JDK
  }

  TaskInfo at(int otherDepth) {
    return new TaskInfo(otherDepth, scope, name, kind, state, age, awaits, scopes, thread);
  }

  /// No other one of this process has it; 0 where this JDK does not tell a guest's.
  public long id() {
    return thread == null ? 0 : thread.threadId();
  }

  /// Where it is now, innermost call first, without the frames of the engine. Empty when it has not
  /// begun, or has ended meanwhile.
  ///
  /// - **Cost**: some microseconds.
  public List<StackTraceElement> stack() {
    return thread == null
        ? List.of()
        : Arrays.stream(thread.getStackTrace()).filter(TaskInfo::isTold).toList();
  }

  private static boolean isTold(StackTraceElement frame) {
    String type = frame.getClassName();
    return !type.startsWith("io.weightless.engine.internal.")
        && !type.startsWith("java.lang.VirtualThread")
        && !type.startsWith("java.lang.invoke.");
  }

  /// The first frame that is the user's, since those above it are the same for every wait; or else
  /// the first of ours that has a name for users.
  private String place() {
    return userFrames().stream().findFirst().map(StackTraceElement::toString).orElse("its start");
  }

  /// The frames that are the user's; or else those of ours that have a name for users.
  List<StackTraceElement> userFrames() {
    List<StackTraceElement> stack = stack();
    List<StackTraceElement> users = outside(OF_A_WAIT, stack);
    return users.isEmpty() ? outside(OF_THE_JDK, stack) : users;
  }

  private static List<StackTraceElement> outside(Pattern left, List<StackTraceElement> stack) {
    return stack.stream().filter(frame -> !left.matcher(frame.getClassName()).lookingAt()).toList();
  }

  /// A line of a tree, as ` task 'reader', 2.5 s, waits for Lock[held by 'writer'] at ...`.
  @Override
  public String toString() {
    String what =
        switch (state) {
          case RUNNING -> "runs";
          case READY -> "is ready";
          case WAITING -> "waits for " + awaits;
          case WAITING_IN_JDK -> "waits in the JDK";
        };
    String kindName = kind == Kind.TASK ? "task" : "guest thread";
    String seconds = age.toSeconds() + "." + age.toMillisPart() / 100 + " s";
    return "  ".repeat(depth)
        + kindName
        + " '"
        + name
        + "', "
        + seconds
        + ", "
        + what
        + " at "
        + place();
  }
}
