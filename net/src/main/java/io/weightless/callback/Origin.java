package io.weightless.callback;

import java.lang.StackWalker.StackFrame;
import java.util.Iterator;
import java.util.Set;

/// Where a callback was made: the line that reports give beside its name.
///
/// - **Cost**: a microsecond, however deep the stack is, for only its top is looked at; the line is
///   found out when a report asks for it.
final class Origin {
  /// Where callbacks are made in the name of others.
  private static final Set<String> OURS =
      Set.of(Origin.class.getName(), Callbacks.class.getName(), Acceptor.class.getName());

  /// As many frames as one look takes: ours, and one more.
  private static final StackWalker TOP = StackWalker.getInstance(Set.of(), OURS.size() + 2);

  private final StackFrame frame;

  private Origin(StackFrame frame) {
    this.frame = frame;
  }

  /// The nearest caller that is none of these classes.
  static Origin ofCaller() {
    return new Origin(TOP.walk(frames -> firstForeign(frames.iterator())));
  }

  private static StackFrame firstForeign(Iterator<StackFrame> frames) {
    StackFrame frame = frames.next();
    while (OURS.contains(frame.getClassName())) {
      frame = frames.next();
    }
    return frame;
  }

  @Override
  public String toString() {
    return frame.getFileName() + ":" + frame.getLineNumber();
  }
}
